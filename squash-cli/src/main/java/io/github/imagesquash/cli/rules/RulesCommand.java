// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rules;

import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.terminal.Shell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code squash rules}. */
@Command(
        name = "squash rules",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash rules [OPTIONS]",
        description = {"", "Lists what squash --drop leaves out: the sets of rules, and the rules in each.", ""},
        footer = {
            "",
            "Examples:",
            "  squash rules",
            "  squash rules --explain caches",
            "  squash rules --explain apt-lists",
            "  squash rules --rules mine.txt --json"
        })
public final class RulesCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--explain",
            paramLabel = "NAME",
            description =
                    "show everything about a rule, about the rules of a set, or about a protection: paths, exceptions, sources")
    String explained = "";

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "rules to add to those of squash, or to change them; may be repeated")
    List<String> rules = new ArrayList<>();

    @Option(names = "--json", description = "print JSON")
    boolean json;

    @Option(names = "--stacktrace", description = "print where in the program an error occurred")
    boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;

    private final Shell shell;

    public RulesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        new RulesRun(this, shell).run();
        return ExitCode.DONE.code();
    }

    @Override
    public String expectedArguments() {
        return "only options are";
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--explain", "--rules", "--json", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return stacktrace;
    }
}
