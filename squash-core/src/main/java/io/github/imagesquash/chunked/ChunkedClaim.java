// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.chunked.ChunkedFooter.Part;
import io.github.imagesquash.message.Printable;
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
    private static final Pattern TABLE = Pattern.compile("(" + PART + "):0*" + ChunkedFooter.TYPE);
    private static final Pattern OTHER_TYPE = Pattern.compile(PART + ":[0-9]{1,18}");

    /**
     * The claim of the generation that newer engines read, if the annotations are complete, otherwise that of the first
     * generation. Incomplete annotations are ignored, as engines do.
     */
    static Optional<ChunkedClaim> of(Map<String, String> annotations) {
        return current(annotations).or(() -> first(annotations));
    }

    private static Optional<ChunkedClaim> current(Map<String, String> annotations) {
        Optional<Part> tarSplit = part(annotations.getOrDefault(ChunkedAnnotations.TAR_SPLIT_POSITION, ""));
        return of(annotations, ChunkedAnnotations.CHECKSUM, ChunkedAnnotations.POSITION, tarSplit);
    }

    private static Optional<ChunkedClaim> first(Map<String, String> annotations) {
        return of(annotations, ChunkedAnnotations.FIRST_CHECKSUM, ChunkedAnnotations.FIRST_POSITION, Optional.empty());
    }

    /**
     * Finds annotations that engines may read in another way than {@link #of}.
     *
     * @throws IllegalArgumentException with the annotation, what was expected and what was found
     */
    static void requireClear(Map<String, String> annotations) {
        requireNumbers(annotations, ChunkedAnnotations.CHECKSUM, ChunkedAnnotations.POSITION);
        requireNumbers(annotations, ChunkedAnnotations.FIRST_CHECKSUM, ChunkedAnnotations.FIRST_POSITION);
        // The first engines look for the table in the blob's last bytes, if its position is missing.
        if (digest(annotations.getOrDefault(ChunkedAnnotations.FIRST_CHECKSUM, ""))
                        .isPresent()
                && annotations
                        .getOrDefault(ChunkedAnnotations.FIRST_POSITION, "")
                        .isEmpty()) {
            throw new IllegalArgumentException(
                    "expected an annotation " + ChunkedAnnotations.FIRST_POSITION + ", found none");
        }
        Optional<ChunkedClaim> first = first(annotations);
        if (first.isPresent()
                && !current(annotations).map(first.get()::isSameTable).orElse(true)) {
            throw new IllegalArgumentException("expected one, found annotations for two");
        }
    }

    /** Engines ignore what is behind the numbers, and white space between them. */
    private static void requireNumbers(Map<String, String> annotations, String checksumKey, String positionKey) {
        String position = annotations.getOrDefault(positionKey, "");
        boolean isRead = TABLE.matcher(position).matches()
                || OTHER_TYPE.matcher(position).matches();
        if (!isRead
                && !position.isEmpty()
                && digest(annotations.getOrDefault(checksumKey, "")).isPresent()) {
            throw new IllegalArgumentException("annotation " + positionKey + ": expected OFFSET:LENGTH:SIZE:1, found \""
                    + Printable.of(position) + "\"");
        }
    }

    private boolean isSameTable(ChunkedClaim other) {
        return table.equals(other.table) && checksum.equals(other.checksum);
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
