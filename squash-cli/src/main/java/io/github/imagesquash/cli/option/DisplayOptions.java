// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** What the user sees of a run that ends with a report. */
public final class DisplayOptions extends QuietOptions {
    @Option(
            names = "--json",
            order = -1,
            description = "print the report as JSON on standard output, instead of the summary")
    public boolean json;
}
