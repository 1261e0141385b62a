// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.OciJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An answer with a refusal, whose body has been read (distribution-spec, "Error Codes").
 *
 * @param status of HTTP
 * @param codes the errors' codes, such as {@code DIGEST_INVALID}
 * @param words the server's message for people; may be empty
 */
record Refusal(int status, Set<String> codes, String words) {
    private static final int LONGEST_QUOTE = 300;

    /** Other possible faults of a manifest besides its media types. */
    private static final Set<String> OTHER_REASONS = Set.of(
            "MANIFEST_BLOB_UNKNOWN",
            "BLOB_UNKNOWN",
            "NAME_INVALID",
            "NAME_UNKNOWN",
            "DIGEST_INVALID",
            "SIZE_INVALID",
            "TOOMANYREQUESTS");

    Refusal {
        codes = Set.copyOf(codes);
    }

    /** Reads the errors of the distribution-spec, or the first line of the body if it is plain text. */
    static Refusal of(int status, String contentType, byte[] body) {
        try {
            List<JsonNode> errors = StreamSupport.stream(
                            OciJson.read(body, "").path("errors").spliterator(), false)
                    .toList();
            Set<String> codes = errors.stream()
                    .map(error -> error.path("code").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Refusal(
                    status,
                    codes,
                    errors.stream().map(Refusal::words).distinct().collect(Collectors.joining("; ")));
        } catch (InvalidImageException _) {
            return new Refusal(status, Set.of(), contentType.startsWith("text/plain") ? firstLine(body) : "");
        }
    }

    private static String firstLine(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }

    private static String words(JsonNode error) {
        String code = error.path("code").asText();
        String message = error.path("message").asText();
        JsonNode detail = error.path("detail");
        String reason = detail.isTextual()
                ? detail.asText()
                : detail.path("Err").path("Err").asText();
        if (reason.isEmpty() && code.equals("UNKNOWN") && detail.isObject()) {
            // The only answer of the distribution registry to a full disk or a failing store.
            reason = detail.toString();
        }
        return code + (message.isEmpty() ? "" : ": " + message) + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** Whether the caller has no permission, whatever the form of the request. */
    boolean isDenial() {
        return status == 401 || status == 403 || codes.contains("DENIED") || codes.contains("UNAUTHORIZED");
    }

    /**
     * Whether the server may accept the same bytes of a blob if they are sent in another way, because it does not
     * support this method, length, type or range. It may not if access is denied, or if it has examined the bytes.
     */
    boolean mayTakeItOtherwise() {
        boolean ofTheRequest = status >= 400 && status < 500 || status == 501;
        return ofTheRequest && !isDenial() && !codes.contains("DIGEST_INVALID");
    }

    /**
     * Whether a manifest may have been refused for its media types. Registries say so with {@code MANIFEST_INVALID},
     * {@code UNSUPPORTED}, {@code TAG_INVALID}, or only a status.
     */
    boolean mayBeOfMediaTypes() {
        boolean ofTheDocument = switch (status) {
            case 400, 404, 405, 406, 415, 422, 501 -> true;
            default -> false;
        };
        return ofTheDocument && !isDenial() && Collections.disjoint(codes, OTHER_REASONS);
    }

    /** The status and the words, as in {@code 404 MANIFEST_UNKNOWN: manifest unknown}. */
    @Override
    public String toString() {
        String quote = words.substring(0, Math.min(words.length(), LONGEST_QUOTE));
        return status + (quote.isEmpty() ? "" : " " + Printable.of(quote));
    }
}
