// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.advise;

import picocli.CommandLine.Option;

/** Inputs besides the image. */
final class AdviseOptions {
    @Option(names = "--all", description = "show each finding of each check, with its places and all that can be done")
    boolean all;

    @Option(
            names = "--dockerfile",
            paramLabel = "FILE",
            description =
                    "the file that the image was built from; the advice then names its lines and knows its build stages")
    String dockerfile = "";

    @Option(
            names = "--compose",
            paramLabel = "FILE",
            description = "the file that starts the image; squash checks its services' limits, users and health checks")
    String compose = "";

    @Option(
            names = "--since",
            paramLabel = "IMAGE",
            description = "the build before this one; squash compares the two, and says what machines download again"
                    + " although they have it")
    String since = "";

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "the day for which age and support are computed, such as 2026-01-31 (default: the environment's"
                            + " SOURCE_DATE_EPOCH, or today)")
    String asOf = "";
}
