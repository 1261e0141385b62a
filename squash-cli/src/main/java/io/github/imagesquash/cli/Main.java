// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.option.CommandNames;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.CancelOnShutdown;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.EscapedText;
import io.github.imagesquash.cli.text.FailureMessage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The entry point. {@link ExitCode} lists the exit codes. */
public final class Main {
    private Main() {}

    /**
     * Runs the command and ends the process with its exit code. After success that is done by returning: {@link
     * System#exit} asks for a logger, which is looked for in all jars, and takes 9 ms.
     */
    public static void main(String[] args) {
        int exitCode;
        try (CancelOnShutdown _ = CancelOnShutdown.ofCurrentThread()) {
            exitCode = run(args, Shell.ofProcess(), Squasher.LIBRARY);
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /**
     * Runs the command inside the calling thread and returns its exit code. A name of {@link CommandNames#ALL} as the
     * first argument is a command of its own, which is created only if needed; a file with this name is {@code ./diff}.
     */
    static int run(String[] args, Shell shell, Squasher squasher) {
        Optional<String> unreadable = ArgumentBytes.problem(args);
        if (unreadable.isPresent()) {
            shell.errWriter().println("squash: " + FailureMessage.oneLine(unreadable.get()));
            return ExitCode.USAGE.code();
        }
        HelpRequest help = HelpRequest.of(args);
        if (help.problem().isPresent()) {
            shell.errWriter()
                    .println("squash: " + FailureMessage.oneLine(help.problem().get()));
            return ExitCode.USAGE.code();
        }
        if (asksOnlyForVersion(args)) {
            EscapedText out = shell.outText();
            new PrintWriter(out, true).println(Version.text());
            return out.isBroken() ? RunErrors.report(out.failure(), shell.errWriter()) : 0;
        }
        List<String> arguments = help.arguments();
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        boolean named = CommandNames.ALL.contains(first);
        EscapedText out = shell.outText();
        // "--slim" and "--slim=files" are two options, of which picocli warns.
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
        CommandLine commandLine = Commands.named(first, shell, squasher)
                .setOut(new PrintWriter(out, true))
                .setErr(shell.errWriter())
                .setColorScheme(Help.defaultColorScheme(shell.showsColours() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionStrategy(new EmptyValues())
                .setExecutionExceptionHandler(new RunErrors());
        if (help.form() != HelpRequest.Form.NONE) {
            HelpPage.layOut(commandLine, help.form(), shell.columns());
        }
        try {
            int exitCode =
                    commandLine.execute(arguments.stream().skip(named ? 1 : 0).toArray(String[]::new));
            return out.isBroken() ? RunErrors.report(out.failure(), commandLine) : exitCode;
        } catch (Error e) {
            return RunErrors.report(e, commandLine);
        }
    }

    /**
     * Answered without picocli, which takes longer than everything else. All that runs until here has neither lambdas nor
     * regular expressions: the first of each takes some milliseconds.
     */
    private static boolean asksOnlyForVersion(String[] args) {
        return args.length == 1 && List.of("--version", "-V", "version").contains(args[0]);
    }
}
