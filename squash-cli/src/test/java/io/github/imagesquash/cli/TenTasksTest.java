// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.option.CommandNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide's ten tasks can be found by the short help alone. */
class TenTasksTest {
    private static final Path GUIDE = Path.of("../docs/guide/ten-tasks.md");
    private static final Pattern TASK = Pattern.compile("(?m)^\\d+\\. ");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ +squash .*$");

    static List<String> commandLines() throws IOException {
        return COMMAND.matcher(Files.readString(GUIDE))
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .toList();
    }

    @Test
    void thereAreTen() throws IOException {
        assertEquals(10, TASK.matcher(Files.readString(GUIDE)).results().count());
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void eachOptionIsInTheShortHelp(String line) {
        List<String> words = List.of(line.split(" "));
        String command = CommandNames.ALL.contains(words.get(1)) ? words.get(1) : "";
        String help = Cli.PLAIN
                .run(Stream.of("help", command).filter(word -> !word.isEmpty()).toArray(String[]::new))
                .out();
        words.stream()
                .filter(word -> word.matches("--?[a-z].*"))
                .forEach(option -> assertTrue(
                        Pattern.compile("(?m)^ .*?" + option + "[ =,]")
                                .matcher(help)
                                .find(),
                        option + "\n" + help));
    }
}
