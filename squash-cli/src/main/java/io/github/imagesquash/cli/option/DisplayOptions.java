// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** What the user sees of a run and of its report. */
public final class DisplayOptions extends ProgressOptions {
    @Option(
            names = {"-q", "--quiet"},
            order = -2,
            description = "print only errors, no summary and no progress")
    public boolean quiet;

    @Option(
            names = "--json",
            order = -1,
            description = "print the report as JSON on standard output, instead of the summary")
    public boolean json;
}
