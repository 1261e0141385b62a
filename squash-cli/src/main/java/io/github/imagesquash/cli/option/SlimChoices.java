// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.slim.SlimOptions;
import io.github.imagesquash.slim.TracedPaths;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns the options about the packages that an image needs into those of the library. */
public record SlimChoices(SlimNeeds needs, OptionValues values) {
    /** The options of a run in which only needed packages stay. */
    public SlimOptions options() {
        List<String> traced = new ArrayList<>();
        for (String trace : needs.traces) {
            traced.addAll(read(values.parse("--trace", trace, Path::of)));
        }
        return new SlimOptions(true, needs.roots, traced, needs.kept, needs.dropped, needs.recommended);
    }

    private Set<String> read(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return TracedPaths.in(lines);
        } catch (IOException e) {
            throw values.wrongUsage("--trace: " + FailureMessage.of(e));
        }
    }

    /**
     * The options of a run in which all packages may stay.
     *
     * @throws picocli.CommandLine.ParameterException if there are others without {@code --slim}
     */
    public static SlimOptions of(SlimNeeds.Requested requested, OptionValues values) {
        SlimOptions options = new SlimChoices(requested, values).options();
        boolean others = !requested.traces.isEmpty() || !options.equals(SlimOptions.PACKAGES);
        if (!requested.slim && others) {
            throw values.wrongUsage(first(requested, options) + " has no meaning without --slim");
        }
        return requested.slim ? options : SlimOptions.NONE;
    }

    private static String first(SlimNeeds needs, SlimOptions options) {
        if (!needs.traces.isEmpty()) {
            return "--trace";
        }
        if (!options.roots().isEmpty()) {
            return "--root";
        }
        if (!options.kept().isEmpty()) {
            return "--keep-package";
        }
        return options.dropped().isEmpty() ? "--keep-recommended" : "--drop-package";
    }
}
