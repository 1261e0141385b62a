// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import java.util.List;

/**
 * A possible improvement.
 *
 * @param text one sentence, without a full stop
 * @param bytes the content concerned, in bytes before compression; no remedy saves more of it; 0 if there is none
 * @param evidence the places, at most {@value #MOST_EVIDENCE}
 * @param remedies alternative remedies
 */
public record Finding(String text, long bytes, List<Evidence> evidence, List<Remedy> remedies) {
    /** The most places that are listed. */
    public static final int MOST_EVIDENCE = 10;

    /**
     * A path, a layer, a package, an instruction.
     *
     * @param text its name
     * @param bytes its content, or 0 if the size does not matter
     */
    public record Evidence(String text, long bytes) {}

    public Finding {
        evidence = evidence.stream().limit(MOST_EVIDENCE).toList();
        remedies = List.copyOf(remedies);
    }
}
