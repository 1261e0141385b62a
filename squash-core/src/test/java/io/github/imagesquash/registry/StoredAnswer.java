// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An answer in memory, whose body can be read once. */
record StoredAnswer(URI uri, int statusCode, HttpHeaders headers, byte[] bytes) implements HttpResponse<InputStream> {
    @Override
    public InputStream body() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public HttpRequest request() {
        return HttpRequest.newBuilder(uri).build();
    }

    @Override
    public Optional<HttpResponse<InputStream>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }

    @Override
    public HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }
}
