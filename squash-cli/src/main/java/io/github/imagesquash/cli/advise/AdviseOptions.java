// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.advise;

import picocli.CommandLine.Option;

/** What is known beside the image. */
final class AdviseOptions {
    @Option(
            names = "--dockerfile",
            paramLabel = "FILE",
            description = "what the image was built by; the advice then names its lines, and build stages are seen")
    String dockerfile = "";

    @Option(
            names = "--compose",
            paramLabel = "FILE",
            description = "what starts the image; its services' limits, users and health checks are looked at")
    String compose = "";

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "the day for which age and support are computed, such as 2026-01-31 (default: the environment's"
                            + " SOURCE_DATE_EPOCH, else today)")
    String asOf = "";
}
