// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request to a registry, which may have to be sent several times.
 *
 * @param method the HTTP method
 * @param uri the address
 * @param headers the headers, without those for credentials
 * @param body creates the body each time it is sent
 * @param scopes the permissions that it needs
 * @param repeatable whether it is sent again when the connection breaks; uploads are resumed instead
 */
record Request(
        String method,
        URI uri,
        Map<String, String> headers,
        Supplier<BodyPublisher> body,
        List<Scope> scopes,
        boolean repeatable) {

    /** A request without a body. */
    static Request of(String method, URI uri, Scope scope) {
        return new Request(method, uri, Map.of(), BodyPublishers::noBody, List.of(scope), true);
    }

    Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, uri, more, body, scopes, repeatable);
    }

    Request to(URI other) {
        return new Request(method, other, headers, body, scopes, repeatable);
    }

    Request allowing(Scope scope) {
        List<Scope> more = new ArrayList<>(scopes);
        more.add(scope);
        return new Request(method, uri, headers, body, more, repeatable);
    }

    /** With a body in memory. */
    Request sending(byte[] bytes) {
        return new Request(method, uri, headers, () -> BodyPublishers.ofByteArray(bytes), scopes, true);
    }

    /** With a body that is uploaded, once. */
    Request uploading(BodyPublisher content) {
        return new Request(method, uri, headers, () -> content, scopes, false);
    }

    HttpRequest toHttp(Optional<String> authorization) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).method(method, body.get()).header("User-Agent", "squash");
        headers.forEach(builder::header);
        authorization.ifPresent(value -> builder.header("Authorization", value));
        return builder.build();
    }
}
