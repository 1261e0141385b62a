// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** The latest time in the result. */
public final class TimeOptions {
    @Option(
            names = "--timestamp",
            paramLabel = "TIME",
            description =
                    "no file and no image gets a later time: seconds since 1970, or as in"
                            + " 2026-01-31T12:00:00Z (default: SOURCE_DATE_EPOCH of the environment; if it is not set, times are kept)")
    String timestamp = "";
}
