// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartUpTest {
    private static final Pattern ONLY_FOR_RUNS =
            Pattern.compile("] (io\\.github\\.imagesquash\\.(?!cli\\.|message\\.Printable )|com\\.fasterxml\\.)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "advise --help",
                "analyze --help",
                "cat --help",
                "diff --help",
                "export --help",
                "ls --help",
                "rules --help"
            })
    void loadsNothingThatOnlyRunsNeed(String options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(options.split(" ")));
        Process squash = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(squash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, squash.waitFor(), String.join("\n", lines));
        assertEquals(
                List.of(), lines.stream().filter(ONLY_FOR_RUNS.asPredicate()).toList());
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.contains("] " + Main.class.getName() + " "))
                        .count());
    }
}
