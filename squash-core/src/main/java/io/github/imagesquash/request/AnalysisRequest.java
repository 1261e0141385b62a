package io.github.imagesquash.request;

import io.github.imagesquash.message.Limits;
import io.github.imagesquash.read.ImageSelector;
import java.nio.file.Path;
import java.util.Set;

/**
 * Which image to analyse, and how. Begin with {@link #of}.
 *
 * @param source where the image comes from
 * @param selection which image, where the source holds several
 * @param replay how doubtful layers are read
 * @param limits what the source may cost
 * @param check reads all of every layer and verifies its digests; else a layer that lies uncompressed in a file is trusted
 * @param extras what else is found out; none of it is when empty
 * @param temporaryDirectory where compressed layers are inflated to; must exist
 * @param threads how many threads read, at least 1; the result does not depend on it
 */
public record AnalysisRequest(
        Source source,
        ImageSelector selection,
        ReplayRules replay,
        Limits limits,
        boolean check,
        Set<Extra> extras,
        Path temporaryDirectory,
        int threads) {

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
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
    }

    /** A request with the defaults that the command line has, on all processors. */
    public static AnalysisRequest of(Source source) {
        return new AnalysisRequest(
                source,
                ImageSelector.ONLY,
                ReplayRules.STRICT,
                Limits.DEFAULT,
                false,
                Set.of(),
                Path.of(System.getProperty("java.io.tmpdir")),
                Runtime.getRuntime().availableProcessors());
    }

    /** This request with or without verifying what need not be read. */
    public AnalysisRequest withCheck(boolean checked) {
        return new AnalysisRequest(source, selection, replay, limits, checked, extras, temporaryDirectory, threads);
    }

    /** This request with these extras instead of its own. */
    public AnalysisRequest withExtras(Extra... wanted) {
        return new AnalysisRequest(
                source, selection, replay, limits, check, Set.of(wanted), temporaryDirectory, threads);
    }

    /** Whether something is to be found out. */
    public boolean wants(Extra extra) {
        return extras.contains(extra);
    }
}
