// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.oci.AnnotationKeys;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What an image was squashed from and how, as its annotations say. The state of a fleet is in its registries alone.
 *
 * @param source the digest of the old manifest or index
 * @param options the digest of the options
 */
public record SquashState(Digest source, Digest options) {
    /** The state in a manifest or an index; empty if {@code squash fleet} did not write it. */
    static Optional<SquashState> of(byte[] document, String where) throws IOException {
        JsonNode annotations = OciJson.readObject(document, where).path("annotations");
        String source = annotations.path(AnnotationKeys.SQUASHED_FROM).asText();
        String options = annotations.path(AnnotationKeys.SQUASHED_WITH).asText();
        try {
            return source.isEmpty() || options.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SquashState(Digest.parse(source), Digest.parse(options)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The annotations that say so. */
    public Map<String, String> annotations() {
        return Map.of(
                AnnotationKeys.SQUASHED_FROM, source.toString(), AnnotationKeys.SQUASHED_WITH, options.toString());
    }
}
