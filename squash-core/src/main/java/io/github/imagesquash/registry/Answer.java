package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.oci.InvalidArchiveException;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a server answered. Whoever gets one reads its body or discards it, so that the connection can be used again.
 *
 * @param response the response; its body has not been read
 */
record Answer(HttpResponse<InputStream> response) {
    private static final int MOST_ERROR_BYTES = 64 << 10;
    private static final int LONGEST_QUOTE = 300;

    int status() {
        return response.statusCode();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** Whether it says to send a request elsewhere, and the request may be: not with what is uploaded or deleted. */
    boolean redirects(Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        boolean deletes = request.method().equals("DELETE");
        return header("Location").isPresent()
                && switch (status()) {
                    // Other methods would become GET.
                    case 301, 302, 303 -> reads;
                    case 307, 308 -> request.repeatable() && !deletes;
                    default -> false;
                };
    }

    /** Where it points at. */
    String location(URI asked) throws RegistryException {
        return header("Location")
                .orElseThrow(() -> new RegistryException(
                        Origin.of(asked).authority(), "answered " + status() + " without the Location it must have"));
    }

    /** Empty where the answer is a proxy's that opens no tunnel: the JDK's client has no body of it. */
    InputStream body() {
        return Optional.ofNullable(response.body()).orElseGet(InputStream::nullInputStream);
    }

    /** A document of JSON. */
    byte[] document(String where) throws IOException {
        try (InputStream body = body()) {
            byte[] bytes = body.readNBytes(OciJson.MAX_BYTES + 1);
            if (bytes.length > OciJson.MAX_BYTES) {
                throw new InvalidArchiveException(where, "more than " + OciJson.MAX_BYTES + " bytes of JSON");
            }
            return bytes;
        }
    }

    /** Nobody wants the body. */
    void discard() throws IOException {
        try (InputStream body = body()) {
            body.readNBytes(MOST_ERROR_BYTES);
        }
    }

    /** The status, and the server's words for it, as in {@code 404 MANIFEST_UNKNOWN: manifest unknown}. */
    String quote() {
        String words;
        try (InputStream body = body()) {
            words = words(body.readNBytes(MOST_ERROR_BYTES));
        } catch (IOException _) {
            words = "";
        }
        return status()
                + (words.isEmpty()
                        ? ""
                        : " " + Printable.of(words.substring(0, Math.min(words.length(), LONGEST_QUOTE))));
    }

    /** The errors of the distribution-spec, else the body's first line if it is plain text. */
    private String words(byte[] body) {
        try {
            JsonNode errors = OciJson.read(body, "").path("errors");
            return StreamSupport.stream(errors.spliterator(), false)
                    .map(Answer::words)
                    .distinct()
                    .collect(Collectors.joining("; "));
        } catch (InvalidArchiveException _) {
            boolean plain = header("Content-Type").orElse("text/plain").startsWith("text/plain");
            return plain
                    ? new String(body, StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElse("")
                            .strip()
                    : "";
        }
    }

    private static String words(JsonNode error) {
        String code = error.path("code").asText();
        String message = error.path("message").asText();
        JsonNode detail = error.path("detail");
        String reason = detail.isTextual()
                ? detail.asText()
                : detail.path("Err").path("Err").asText();
        if (reason.isEmpty() && code.equals("UNKNOWN") && detail.isObject()) {
            // All that distribution says of a disk that is full, or a store that fails.
            reason = detail.toString();
        }
        return code + (message.isEmpty() ? "" : ": " + message) + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
