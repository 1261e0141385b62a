// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.advise.AdviseCommand;
import io.github.imagesquash.cli.analyze.AnalyzeCommand;
import io.github.imagesquash.cli.diff.DiffCommand;
import io.github.imagesquash.cli.rebase.RebaseCommand;
import io.github.imagesquash.cli.rules.RulesCommand;
import io.github.imagesquash.cli.squash.SquashCommand;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Shell;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class EmptyValuesTest {
    private static final Shell SHELL = Shell.ofProcess();

    /** Each command with as many arguments as it takes, and each of its options that take a value. */
    static Stream<List<String>> options() {
        return Stream.of(
                        options(new SquashCommand(SHELL, Squasher.LIBRARY), "IMAGE"),
                        options(new AnalyzeCommand(SHELL), "analyze", "IMAGE"),
                        options(new AdviseCommand(SHELL), "advise", "IMAGE"),
                        options(new DiffCommand(SHELL), "diff", "A", "B"),
                        options(new RebaseCommand(SHELL), "rebase", "--new-base", "B", "IMAGE"),
                        options(new RulesCommand(SHELL), "rules"))
                .flatMap(options -> options);
    }

    private static Stream<List<String>> options(Object command, String... words) {
        return new CommandLine(command)
                .getCommandSpec().options().stream()
                        .filter(option -> option.arity().max() > 0)
                        .map(OptionSpec::longestName)
                        .filter(name -> !List.of(words).contains(name))
                        .map(name -> Stream.concat(Stream.of(words), Stream.of(name, ""))
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("options")
    void anEmptyValueIsNotTheSameAsNone(List<String> words) {
        String option = words.get(words.size() - 2);
        String refusal = Cli.PLAIN.run(words.toArray(String[]::new)).refusal(2);
        assertTrue(refusal.contains(option + " is empty: give a value, or leave it out"), refusal);
    }

    @Test
    void anEmptyImageIsNone() {
        assertEquals(
                "squash: IMAGE is empty: give a value, or leave it out",
                Cli.PLAIN.run("").refusal(2));
        assertEquals(
                "squash: B is empty: give a value, or leave it out",
                Cli.PLAIN.run("diff", "a.tar", "").refusal(2));
    }
}
