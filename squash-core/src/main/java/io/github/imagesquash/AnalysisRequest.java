package io.github.imagesquash;

import io.github.imagesquash.oci.Limits;
import io.github.imagesquash.read.Selection;
import java.nio.file.Path;

/**
 * Which image to analyse, and how. Begin with {@link #of}.
 *
 * @param source where the image comes from
 * @param selection which image, where the source holds several
 * @param replay how doubtful layers are read
 * @param limits what the source may cost
 * @param check reads all of every layer and verifies its digests; else a layer that lies uncompressed in a file is trusted
 * @param drops finds out what each set of rules that comes with squash would leave out
 * @param packages reads the image's package databases, and opens its Java archives
 * @param secrets reads all text files of up to 1 MiB, of all layers, for secrets; else those whose names suggest it
 * @param temporaryDirectory where compressed layers are inflated to; must exist
 * @param threads how many threads read, at least 1; the result does not depend on it
 */
public record AnalysisRequest(
        Source source,
        Selection selection,
        ReplayRules replay,
        Limits limits,
        boolean check,
        boolean drops,
        boolean packages,
        boolean secrets,
        Path temporaryDirectory,
        int threads) {

    public AnalysisRequest {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
    }

    /** A request with the defaults that the command line has, on all processors. */
    public static AnalysisRequest of(Source source) {
        return new AnalysisRequest(
                source,
                Selection.ONLY,
                ReplayRules.STRICT,
                Limits.DEFAULT,
                false,
                false,
                false,
                false,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runtime.getRuntime().availableProcessors());
    }

    /** This request with or without verifying what need not be read. */
    public AnalysisRequest withCheck(boolean checked) {
        return new AnalysisRequest(
                source, selection, replay, limits, checked, drops, packages, secrets, temporaryDirectory, threads);
    }

    /** This request with or without what sets of rules would leave out. */
    public AnalysisRequest withDrops(boolean found) {
        return new AnalysisRequest(
                source, selection, replay, limits, check, found, packages, secrets, temporaryDirectory, threads);
    }

    /** This request with or without the packages. */
    public AnalysisRequest withPackages(boolean read) {
        return new AnalysisRequest(
                source, selection, replay, limits, check, drops, read, secrets, temporaryDirectory, threads);
    }

    /** This request with all text files read for secrets, or only the likely ones. */
    public AnalysisRequest withSecrets(boolean all) {
        return new AnalysisRequest(
                source, selection, replay, limits, check, drops, packages, all, temporaryDirectory, threads);
    }
}
