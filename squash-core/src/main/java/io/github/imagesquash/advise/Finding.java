// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import java.util.List;

/**
 * Something that could be better.
 *
 * @param text one sentence, without a full stop
 * @param bytes the content that it is about, in bytes before compression; no remedy saves more of it; 0 if it is about none
 * @param evidence where it shows, at most {@value #MOST_EVIDENCE}
 * @param remedies what to do, each another way
 */
public record Finding(String text, long bytes, List<Evidence> evidence, List<Remedy> remedies) {
    /** How much evidence is listed. */
    public static final int MOST_EVIDENCE = 10;

    /**
     * A path, a layer, a package, an instruction.
     *
     * @param text which
     * @param bytes its content, or 0 where that is not the point
     */
    public record Evidence(String text, long bytes) {}

    public Finding {
        evidence = evidence.stream().limit(MOST_EVIDENCE).toList();
        remedies = List.copyOf(remedies);
    }
}
