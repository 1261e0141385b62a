// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.read.ImageSelector;
import java.util.Set;

/**
 * Which image to analyse, and how. Begin with {@link #of}.
 *
 * @param source where the image comes from
 * @param selection which image, where the source holds several
 * @param settings how the image is read
 * @param check reads all of every layer and verifies its digests; else a layer that lies uncompressed in a file is trusted
 * @param extras what else is found out; none of it is when empty
 */
public record AnalysisRequest(
        Source source, ImageSelector selection, RunSettings settings, boolean check, Set<Extra> extras) {

    /** What an analysis finds out beside where the bytes are, at its own cost. */
    public enum Extra {
        /** What each set of rules that comes with squash would leave out. */
        DROPS,
        /** Reads the image's package databases, and opens its Java archives. */
        PACKAGES,
        /** Reads all text files of up to 1 MiB, of all layers, for secrets; else those whose names suggest it. */
        SECRETS,
        /** Reads all files of at least 1 KiB that share their size with another one, for equal contents. */
        DUPLICATES,
        /** Reads and compresses all layers, and the one that squash would make of them. */
        ESTIMATE
    }

    public AnalysisRequest {
        extras = Set.copyOf(extras);
    }

    /** A request with the defaults that the command line has, on all processors. */
    public static AnalysisRequest of(Source source) {
        return new AnalysisRequest(source, ImageSelector.ONLY, RunSettings.standard(), false, Set.of());
    }

    /** This request with or without verifying what need not be read. */
    public AnalysisRequest withCheck(boolean checked) {
        return new AnalysisRequest(source, selection, settings, checked, extras);
    }

    /** This request with these extras instead of its own. */
    public AnalysisRequest withExtras(Extra... wanted) {
        return new AnalysisRequest(source, selection, settings, check, Set.of(wanted));
    }

    /** Whether something is to be found out. */
    public boolean wants(Extra extra) {
        return extras.contains(extra);
    }
}
