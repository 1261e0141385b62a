// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.compare.ComparisonRules;
import io.github.imagesquash.read.ImageSelector;
import java.util.List;

/**
 * The images to compare, and how. Begin with {@link #of}.
 *
 * @param before the first image
 * @param after the second image
 * @param rules the definition of differences between the file systems
 * @param config the definition of differences between the configs
 * @param settings how the images are read
 */
public record DiffRequest(Side before, Side after, ComparisonRules rules, ConfigRules config, RunSettings settings) {

    /**
     * One of the images.
     *
     * @param source its source
     * @param selection the image, if the source holds several
     */
    public record Side(Source source, ImageSelector selection) {}

    /** The definition of differences between configs. Keys about layers are never compared. */
    public sealed interface ConfigRules {
        /** Configs are not compared. */
        record Ignored() implements ConfigRules {}

        /**
         * Configs are compared by key.
         *
         * @param ignored JSON pointers (RFC 6901) of parts that may differ, with everything below them
         */
        record Compared(List<String> ignored) implements ConfigRules {
            public Compared {
                ignored = List.copyOf(ignored);
            }
        }
    }

    /** A comparison of everything, with the defaults of the command line, on all processors. */
    public static DiffRequest of(Source before, Source after) {
        return new DiffRequest(
                new Side(before, ImageSelector.ONLY),
                new Side(after, ImageSelector.ONLY),
                ComparisonRules.ALL,
                new ConfigRules.Compared(List.of()),
                RunSettings.standard());
    }

    /** This request with other rules. */
    public DiffRequest withRules(ComparisonRules rules, ConfigRules config) {
        return new DiffRequest(before, after, rules, config, settings);
    }
}
