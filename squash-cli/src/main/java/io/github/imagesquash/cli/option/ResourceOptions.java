// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** The resources of a run, and the limits for its input. */
public final class ResourceOptions extends TemporaryDirectoryOption {
    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            description = "refuse an image that is larger uncompressed, such as 500MB or 2GiB (default: 64GiB)")
    String maxSize = "";

    @Option(
            names = "--max-entries",
            paramLabel = "N",
            description = "refuse an image with more entries in its layers (default: 10000000)")
    String maxEntries = "";

    @Option(
            names = "--max-metadata",
            paramLabel = "SIZE",
            description = "refuse an image whose names and attributes take more memory (default: 1GiB)")
    String maxMetadata = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "number of threads (default: one for each processor); the result does not depend on it")
    String threads = "";
}
