// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.group.PullModel;
import io.github.imagesquash.read.ImageSelector;
import java.util.Optional;
import java.util.Set;

/**
 * The image to analyse, and how. Begin with {@link #of}.
 *
 * @param source the source of the image
 * @param selection the image, if the source holds several
 * @param settings how the image is read
 * @param check reads every layer completely and verifies its digests; otherwise an uncompressed layer in a file is
 *     trusted
 * @param extras the optional parts of the analysis; none if empty
 * @param since with {@link Extra#PULL}, an image that the pulling machine has
 * @param speeds with {@link Extra#PULL}, computes how long it takes
 */
public record AnalysisRequest(
        Source source,
        ImageSelector selection,
        RunSettings settings,
        boolean check,
        Set<Extra> extras,
        Optional<BaseImage> since,
        Optional<PullModel> speeds) {

    /** A request without what only pulls need. */
    public AnalysisRequest(
            Source source, ImageSelector selection, RunSettings settings, boolean check, Set<Extra> extras) {
        this(source, selection, settings, check, extras, Optional.empty(), Optional.empty());
    }

    /** An optional part of an analysis, with its own cost. */
    public enum Extra {
        /** Finds what squash can do for the image: reads its package databases and start scripts. */
        ACTIONS,
        /** What each of squash's sets of rules would leave out. */
        DROPS,
        /** Which packages nothing needs: reads programs, scripts and settings of no package. */
        SLIM,
        /** Reads the image's package databases, and opens its Java archives. */
        PACKAGES,
        /**
         * Reads all text files of up to 1 MiB, in all layers, for secrets; otherwise only those whose names suggest a
         * secret.
         */
        SECRETS,
        /** Does not search for secrets at all, for those who need only sizes. The search takes a fifth of an analysis. */
        NO_SECRETS,
        /** Reads all files of at least 1 KiB with the size of another one, to find equal contents. */
        DUPLICATES,
        /** Reads and compresses all layers, and the one that squash would make of them. */
        ESTIMATE,
        /** What a pull of the image costs. Of another image only the tables of contents are read. */
        PULL
    }

    public AnalysisRequest {
        extras = Set.copyOf(extras);
    }

    /** A request with the defaults of the command line, on all processors. */
    public static AnalysisRequest of(Source source) {
        return new AnalysisRequest(source, ImageSelector.ONLY, RunSettings.standard(), false, Set.of());
    }

    /** This request with or without reading and verifying every layer. */
    public AnalysisRequest withCheck(boolean checked) {
        return new AnalysisRequest(source, selection, settings, checked, extras, since, speeds);
    }

    /** This request with these extras instead of its own. */
    public AnalysisRequest withExtras(Extra... wanted) {
        return new AnalysisRequest(source, selection, settings, check, Set.of(wanted), since, speeds);
    }

    /** This request for a machine that has another image. */
    public AnalysisRequest withSince(BaseImage image) {
        return new AnalysisRequest(source, selection, settings, check, extras, Optional.of(image), speeds);
    }

    /** This request with durations of pulls. */
    public AnalysisRequest withSpeeds(PullModel model) {
        return new AnalysisRequest(source, selection, settings, check, extras, since, Optional.of(model));
    }

    /** Whether an optional part is requested. */
    public boolean wants(Extra extra) {
        return extras.contains(extra);
    }
}
