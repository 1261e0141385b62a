// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** Up to when the result may be dated. */
public final class TimeOptions {
    @Option(
            names = "--timestamp",
            paramLabel = "TIME",
            description = "date no file and not the image later than this: seconds since 1970, or as in"
                    + " 2026-01-31T12:00:00Z (default: the environment's SOURCE_DATE_EPOCH, else times are kept)")
    String timestamp = "";
}
