// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** What the user sees of a run, beside its result. */
public class ProgressOptions {
    @Option(
            names = "--progress",
            paramLabel = "auto|always|never",
            description = "show progress on standard error (default: auto, on a terminal)")
    public String progress = "";

    @Option(names = "--stacktrace", description = "print where in the program an error occurred")
    public boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "print the version")
    boolean version;

    /** When progress is shown. */
    public enum Progress {
        /** On a terminal. */
        AUTO,
        /** On a terminal, and as lines in a log. */
        ALWAYS,
        /** Not at all. */
        NEVER
    }
}
