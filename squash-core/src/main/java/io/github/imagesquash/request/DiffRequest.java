package io.github.imagesquash.request;

import io.github.imagesquash.compare.ComparisonRules;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.read.ImageSelector;
import java.nio.file.Path;
import java.util.List;

/**
 * Which images to compare, and how. Begin with {@link #of}.
 *
 * @param before the first image
 * @param after the second image
 * @param rules what counts as a difference between the file systems
 * @param config what counts as a difference between the configs
 * @param replay how doubtful layers are read
 * @param limits what each of the sources may cost
 * @param temporaryDirectory where compressed layers are inflated to; must exist
 * @param threads how many threads read and compare, at least 1; the result does not depend on it
 */
public record DiffRequest(
        Side before,
        Side after,
        ComparisonRules rules,
        ConfigRules config,
        ReplayRules replay,
        Limits limits,
        Path temporaryDirectory,
        int threads) {

    public DiffRequest {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
    }

    /**
     * One of the images.
     *
     * @param source where it comes from
     * @param selection which image, where the source holds several
     */
    public record Side(Source source, ImageSelector selection) {}

    /** What counts as a difference between configs. What speaks of layers never does. */
    public sealed interface ConfigRules {
        /** Configs are not compared. */
        record Ignored() implements ConfigRules {}

        /**
         * Configs are compared by key.
         *
         * @param ignored JSON pointers (RFC 6901) of what may differ, with all that is below them
         */
        record Compared(List<String> ignored) implements ConfigRules {
            public Compared {
                ignored = List.copyOf(ignored);
            }
        }
    }

    /** A comparison of everything, with the defaults that the command line has, on all processors. */
    public static DiffRequest of(Source before, Source after) {
        return new DiffRequest(
                new Side(before, ImageSelector.ONLY),
                new Side(after, ImageSelector.ONLY),
                ComparisonRules.ALL,
                new ConfigRules.Compared(List.of()),
                ReplayRules.STRICT,
                Limits.DEFAULT,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runtime.getRuntime().availableProcessors());
    }

    /** This request with other rules. */
    public DiffRequest withRules(ComparisonRules rules, ConfigRules config) {
        return new DiffRequest(before, after, rules, config, replay, limits, temporaryDirectory, threads);
    }
}
