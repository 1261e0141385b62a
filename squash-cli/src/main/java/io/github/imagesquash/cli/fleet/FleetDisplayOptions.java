// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import picocli.CommandLine.Option;

/** What the user sees of a command about a fleet. */
final class FleetDisplayOptions {
    @Option(
            names = {"-q", "--quiet"},
            description = "print only errors")
    boolean quiet;

    @Option(names = "--stacktrace", description = "print where in the program an error occurred")
    boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;
}
