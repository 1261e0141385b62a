// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.fleet.RequestParser;
import io.github.imagesquash.cli.squash.SquashCommand;
import io.github.imagesquash.cli.squash.SquashRequests;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.request.SquashRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Parses the options of a policy with the command {@code squash} itself. */
record FleetRequests(Shell shell) implements RequestParser {
    /** Options that a run has for all images, and options for one image or one machine. */
    private static final List<String> NOT_IN_A_POLICY = List.of(
            "--output",
            "--tag",
            "--format",
            "--force",
            "--no-sync",
            "--image",
            "--trust",
            "--platform",
            "--authfile",
            "--ca-file",
            "--insecure",
            "--allow-host",
            "--temp-dir",
            "--threads",
            "--digest-file",
            "--metadata-file",
            "--report",
            "--summary",
            "--open",
            "--dry-run",
            "--json",
            "--quiet",
            "--progress",
            "--stacktrace",
            "--help",
            "--version");

    /** Options that name files, which workers elsewhere do not have. */
    private static final List<String> FILES = List.of("--rules", "--exclude-from", "--dive-ci");

    @Override
    public void requireInPolicy(List<String> options) {
        CommandLine commandLine = new CommandLine(new SquashCommand(shell, Squasher.LIBRARY));
        for (String word : options) {
            String name = word.replaceFirst("=.*", "");
            OptionSpec option = commandLine.getCommandSpec().findOption(name);
            if (option == null) {
                throw new IllegalArgumentException(
                        "unknown option: '" + name + "'" + UsageErrors.nearestOption(name, commandLine));
            }
            String longest = option.longestName();
            if (NOT_IN_A_POLICY.contains(longest)) {
                throw new IllegalArgumentException(name + " cannot be an option of a policy");
            }
            if (FILES.contains(longest)) {
                throw new IllegalArgumentException(
                        name + " cannot be an option of a policy, because it names a file of this machine");
            }
        }
    }

    @Override
    public SquashRequest parse(List<String> options) {
        // Replaced by each image's own names; nobody connects to these.
        List<String> words = new ArrayList<>(
                List.of("docker://fleet.invalid/source", "--output=docker://fleet.invalid/target", "--format=oci"));
        words.addAll(options);
        SquashCommand command = new SquashCommand(shell, Squasher.LIBRARY);
        CommandLine commandLine = new CommandLine(command).setErr(shell.errWriter());
        try {
            commandLine.parseArgs(words.toArray(String[]::new));
            return new SquashRequests(command, shell).request();
        } catch (ParameterException e) {
            throw new IllegalArgumentException(UsageErrors.message(e), e);
        }
    }
}
