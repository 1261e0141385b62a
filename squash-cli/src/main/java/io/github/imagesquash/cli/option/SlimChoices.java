// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.slim.SlimOptions;

/** Turns the options about the packages that an image needs into those of the library. */
public record SlimChoices(SlimNeeds needs) {
    /** The options of a run in which only needed packages stay. */
    public SlimOptions options() {
        return new SlimOptions(true, needs.roots, needs.kept, needs.dropped, needs.recommended);
    }

    /**
     * The options of a run in which all packages may stay.
     *
     * @throws picocli.CommandLine.ParameterException if there are others without {@code --slim}
     */
    public static SlimOptions of(SlimNeeds.Requested requested, OptionValues values) {
        SlimOptions options = new SlimChoices(requested).options();
        if (!requested.slim && !options.equals(SlimOptions.PACKAGES)) {
            throw values.wrongUsage(first(options) + " has no meaning without --slim");
        }
        return requested.slim ? options : SlimOptions.NONE;
    }

    private static String first(SlimOptions options) {
        if (!options.roots().isEmpty()) {
            return "--root";
        }
        if (!options.kept().isEmpty()) {
            return "--keep-package";
        }
        return options.dropped().isEmpty() ? "--keep-recommended" : "--drop-package";
    }
}
