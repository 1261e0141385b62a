// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * The answer of a server. The caller reads its body or discards it, so that the connection can be reused.
 *
 * @param response the response; its body has not been read
 */
record RegistryResponse(HttpResponse<InputStream> response) {
    private static final int MOST_ERROR_BYTES = 64 << 10;

    int status() {
        return response.statusCode();
    }

    /** Discards a body that may be long. */
    void close() throws IOException {
        body().close();
    }

    /** Whether the status means success: registries use more of them than the distribution-spec names for each step. */
    boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    /** The address that answered, after all redirects. */
    URI uri() {
        return response.uri();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** Whether it redirects the request, and the request may follow: uploads and deletions may not. */
    boolean redirects(Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        boolean deletes = request.method().equals("DELETE");
        return header("Location").isPresent()
                && switch (status()) {
                    // Other methods would turn into GET.
                    case 301, 302, 303 -> reads;
                    case 307, 308 -> request.repeatable() && !deletes;
                    default -> false;
                };
    }

    /** The target of the redirect. */
    String location(URI asked) throws RegistryException {
        return header("Location")
                .orElseThrow(() -> new RegistryException(
                        Origin.of(asked).authority(), "answered " + status() + " without the Location it must have"));
    }

    /** Empty for the answer of a proxy that opens no tunnel: the JDK's client provides no body for it. */
    InputStream body() {
        return Optional.ofNullable(response.body()).orElseGet(InputStream::nullInputStream);
    }

    /** A document of JSON. */
    byte[] document(String where) throws IOException {
        try (InputStream body = body()) {
            byte[] bytes = body.readNBytes(OciJson.MAX_BYTES + 1);
            if (bytes.length > OciJson.MAX_BYTES) {
                throw new InvalidImageException(where, "more than " + OciJson.MAX_BYTES + " bytes of JSON");
            }
            return bytes;
        }
    }

    /** Drains the body so that the connection can be reused. */
    void discard() throws IOException {
        try (InputStream body = body()) {
            body.readNBytes(MOST_ERROR_BYTES);
        }
    }

    /** The status and the server's message, as in {@code 404 MANIFEST_UNKNOWN: manifest unknown}. */
    String quote() {
        return refusal().toString();
    }

    /** Reads the error from an answer that is not a success. */
    Refusal refusal() {
        byte[] bytes;
        try (InputStream body = body()) {
            bytes = body.readNBytes(MOST_ERROR_BYTES);
        } catch (IOException _) {
            bytes = new byte[0];
        }
        return Refusal.of(status(), header("Content-Type").orElse("text/plain"), bytes);
    }
}
