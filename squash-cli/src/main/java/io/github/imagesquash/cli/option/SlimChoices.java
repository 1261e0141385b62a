// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.slim.SlimOptions;
import io.github.imagesquash.slim.SlimOptions.Unit;
import io.github.imagesquash.slim.TracedPaths;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns the options about what an image needs into those of the library. */
public record SlimChoices(SlimNeeds needs, OptionValues values) {
    /**
     * The options.
     *
     * @throws picocli.CommandLine.ParameterException if there are options without the one that gives them a meaning, or
     *     if files are to be judged and there is no trace
     */
    public SlimOptions options() {
        List<String> traced = new ArrayList<>();
        for (String trace : needs.traces) {
            traced.addAll(read(values.parse("--trace", trace, Path::of)));
        }
        SlimOptions options =
                new SlimOptions(unit(), needs.roots, traced, needs.kept, needs.dropped, needs.recommended);
        switch (options.unit()) {
            case NOTHING -> requireNone(options);
            case PACKAGES -> requireMeaning(needs.untraced, "--no-trace", needs.filesOption());
            case FILES -> requireTrace();
        }
        return options;
    }

    private Unit unit() {
        return needs.judgesFiles() ? Unit.FILES : needs.isRequested() ? Unit.PACKAGES : Unit.NOTHING;
    }

    private Set<String> read(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return TracedPaths.in(lines);
        } catch (IOException e) {
            throw values.wrongUsage("--trace: " + FailureMessage.of(e));
        }
    }

    private void requireNone(SlimOptions options) {
        requireMeaning(!needs.traces.isEmpty(), "--trace", "--slim");
        requireMeaning(!options.roots().isEmpty(), "--root", "--slim");
        requireMeaning(!options.kept().isEmpty(), "--keep-package", "--slim");
        requireMeaning(!options.dropped().isEmpty(), "--drop-package", "--slim");
        requireMeaning(options.recommends(), "--keep-recommended", "--slim");
        requireMeaning(needs.untraced, "--no-trace", needs.filesOption());
    }

    private void requireMeaning(boolean typed, String option, String other) {
        if (typed) {
            throw values.wrongUsage(option + " has no meaning without " + other);
        }
    }

    private void requireTrace() {
        if (needs.traces.isEmpty() && !needs.untraced) {
            throw values.wrongUsage(needs.filesOption()
                    + " needs --trace FILE, a record of the files that a run opened, or --no-trace to do without");
        }
        if (!needs.traces.isEmpty() && needs.untraced) {
            throw values.wrongUsage("--trace and --no-trace contradict each other");
        }
    }
}
