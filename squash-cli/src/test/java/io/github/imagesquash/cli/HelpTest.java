// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.cli.option.CommandNames;
import io.github.imagesquash.cli.option.EnvironmentVariable;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.squash.SquashCommand;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.terminal.Terminals;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.message.Limits;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    private static final Terminals OUTPUT = new Terminals(false, true, false);

    private static String help() {
        return help("--help", "--all");
    }

    private static String help(String... arguments) {
        CliRun run = Cli.PLAIN.run(arguments);
        assertEquals(0, run.exitCode());
        assertEquals("", run.err());
        return run.out();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void fitsTheTerminalWithoutTearingWordsApart(String command) {
        for (int columns : List.of(60, 80, 100)) {
            Cli cli = Cli.PLAIN.withTerminals(OUTPUT).withVariable("COLUMNS", String.valueOf(columns));
            String help = cli.withVariable("NO_COLOR", "1")
                    .run(arguments(command, "--help", "--all"))
                    .out();
            for (String line : help.lines().toList()) {
                // The footer has lines of its own, made for 80 columns.
                assertTrue(line.length() <= Math.max(columns, 80), line);
                assertFalse(line.matches(".*[a-z][/-]"), line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isShortUnlessEverythingIsRequested(String command) {
        String help = help(arguments(command, "--help"));
        assertTrue(help.lines().count() <= 60, help);
        assertTrue(help.contains("\nExamples:\n  "), help);
        assertTrue(help.contains("-h, --help "), help);
        assertTrue(help.endsWith("--help --all\n"), help);
        assertFalse(help.contains("--stacktrace"), help);
        assertTrue(help(arguments(command, "--help", "--all")).contains("--stacktrace"), help);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsACommandToo(String command) {
        assertEquals(help(arguments(command, "--help")), help(arguments("help", command)));
        assertEquals(help(arguments(command, "--help", "--all")), help(arguments("help", command, "--all")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void offersNothingThatIsRefused(String command) {
        boolean squashesAll = command.isEmpty();
        assertEquals(squashesAll, help(arguments(command, "--help", "--all")).contains("|all"));
    }

    @Test
    void listsEveryCommand() {
        CommandNames.ALL.forEach(name -> assertTrue(help("--help").contains("\n  squash " + name + " "), name));
    }

    @Test
    void listsTheEnvironment() {
        EnvironmentVariable.table().keySet().forEach(name -> assertTrue(help().contains("\n  " + name + " "), name));
    }

    static List<String> commands() {
        return Stream.of(
                        Stream.of(""),
                        CommandNames.ALL.stream(),
                        CommandNames.OF_FLEET.stream().map(name -> CommandNames.FLEET + " " + name))
                .flatMap(names -> names)
                .toList();
    }

    private static String[] arguments(String... arguments) {
        return Stream.of(arguments)
                .filter(argument -> !argument.isEmpty())
                .flatMap(argument -> Stream.of(argument.split(" ")))
                .toArray(String[]::new);
    }

    @Test
    void listsEveryOptionWithDescription() {
        String help = help();
        CommandLine command = new CommandLine(new SquashCommand(
                new Shell(InputStream.nullInputStream(), System.out, System.err, Terminals.NONE, Map.of()),
                Cli.PLAIN.squasher()));
        assertFalse(command.getCommandSpec().options().isEmpty());
        for (OptionSpec option : command.getCommandSpec().options()) {
            String name = option.longestName();
            String shown = option.negatable() ? name.replace("--no-", "--[no-]") : name;
            assertTrue(help.contains(shown), shown);
            assertTrue(option.description().length > 0, option.longestName());
        }
    }

    @Test
    void showsUsageExamplesExitCodesAndWhatZstdNeeds() {
        String help = help();
        assertTrue(help.startsWith("Usage: squash [OPTIONS] [-t NAME] IMAGE [-o OUTPUT]\n"), help);
        assertTrue(help.contains("docker save app:1 | squash -t app:small - | docker load\n"), help);
        assertTrue(help.contains("  4     the new image would be larger; nothing was written\n"), help);
        assertTrue(help.contains("zstd requires Docker 23 or newer"), help);
    }

    @Test
    void statesTheDefaultLimits() {
        String help = unwrapped(help());
        assertEquals(Limits.DEFAULT.maxBytes(), ByteSizes.parse("64GiB"));
        assertTrue(help.contains("(default: 64GiB)"), help);
        assertEquals(Limits.DEFAULT.maxMetadata(), ByteSizes.parse("1GiB"));
        assertTrue(help.contains("(default: 1GiB)"), help);
        assertTrue(help.contains("(default: " + Limits.DEFAULT.maxEntries() + ")"), help);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void statesTheLevelsOfEachCompression(Compression compression) {
        String help = unwrapped(help());
        int highest = compression.defaultLevel();
        while (allows(compression, highest + 1)) {
            highest++;
        }
        assertTrue(
                help.contains(compression + " 1 to " + highest + " (default " + compression.defaultLevel() + ")"),
                help);
    }

    @Test
    void isColouredOnTerminalOnly() {
        assertFalse(help().contains("\u001b["));
        assertTrue(Cli.PLAIN.withTerminals(OUTPUT).run("--help").out().contains("\u001b["));
    }

    @Test
    void isNotColouredUnderNoColor() {
        Cli cli = Cli.PLAIN.withTerminals(OUTPUT).withVariable("NO_COLOR", "1");
        assertFalse(cli.run("--help").out().contains("\u001b["));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version", "-q --version", "version"})
    void versionNamesTheToolAndTheRuntime(String options) {
        CliRun run = Cli.PLAIN.run(options.split(" "));
        assertEquals("squash " + Version.number() + " (Java " + System.getProperty("java.version") + ")\n", run.out());
        assertEquals(0, run.exitCode());
    }

    private static boolean allows(Compression compression, int level) {
        try {
            compression.requireLevel(level);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String unwrapped(String help) {
        return help.replaceAll("\\s+", " ");
    }
}
