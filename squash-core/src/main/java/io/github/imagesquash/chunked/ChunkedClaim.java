// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.chunked.ChunkedFooter.Part;
import io.github.imagesquash.oci.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a layer's annotations say about its table of contents.
 *
 * @param checksum the digest of the stored table
 * @param table its place in the blob
 * @param tarSplit the place of the tar-split data, if there are any
 */
record ChunkedClaim(Digest checksum, Part table, Optional<Part> tarSplit) {
    private static final Pattern PART = Pattern.compile("([0-9]{1,18}):([0-9]{1,18}):([0-9]{1,18})");
    private static final Pattern TABLE = Pattern.compile("(" + PART + "):" + ChunkedFooter.TYPE);

    /**
     * The claim of the generation that newer engines read, if the annotations are complete, otherwise that of the first
     * generation. Incomplete annotations are ignored, as engines do.
     */
    static Optional<ChunkedClaim> of(Map<String, String> annotations) {
        Optional<Part> tarSplit = part(annotations.getOrDefault(ChunkedAnnotations.TAR_SPLIT_POSITION, ""));
        return of(annotations, ChunkedAnnotations.CHECKSUM, ChunkedAnnotations.POSITION, tarSplit)
                .or(() -> of(
                        annotations,
                        ChunkedAnnotations.FIRST_CHECKSUM,
                        ChunkedAnnotations.FIRST_POSITION,
                        Optional.empty()));
    }

    private static Optional<ChunkedClaim> of(
            Map<String, String> annotations, String checksumKey, String positionKey, Optional<Part> tarSplit) {
        Optional<Digest> checksum = digest(annotations.getOrDefault(checksumKey, ""));
        Matcher table = TABLE.matcher(annotations.getOrDefault(positionKey, ""));
        return checksum.isPresent() && table.matches()
                ? part(table.group(1)).map(place -> new ChunkedClaim(checksum.get(), place, tarSplit))
                : Optional.empty();
    }

    /** The places of all. */
    Stream<Part> parts() {
        return Stream.concat(Stream.of(table), tarSplit.stream());
    }

    private static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Part> part(String text) {
        Matcher part = PART.matcher(text);
        return part.matches()
                ? Optional.of(new Part(number(part, 1), number(part, 2), number(part, 3)))
                : Optional.empty();
    }

    private static long number(Matcher part, int group) {
        return Long.parseLong(part.group(group));
    }
}
