// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** What the user sees of a run that ends with a summary. */
public class QuietOptions extends ProgressOptions {
    @Option(
            names = {"-q", "--quiet"},
            order = -2,
            description = "print only errors, no summary and no progress")
    public boolean quiet;
}
