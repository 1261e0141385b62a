// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import picocli.CommandLine.Option;

/** What an analysis reads, and how much of it is shown. */
final class AnalyzeOptions {
    @Option(
            names = "--top",
            paramLabel = "N",
            description = "how many files and directories each list has, 0 for no lists (default: 10)")
    String top = "";

    @Option(names = "--entries", description = "with --json, list every entry of every layer and what became of it")
    boolean entries;

    @Option(names = "--drops", description = "show what squash --drop would leave out, for each of its sets")
    boolean drops;

    @Option(
            names = "--packages",
            description = "read the image's package databases and its Java archives, and list the packages by size")
    boolean packages;

    @Option(
            names = "--slim",
            description =
                    "show which packages squash --slim would leave out; this reads the image's programs, scripts and"
                            + " settings")
    boolean slim;

    @Option(
            names = "--duplicates",
            description = "read and compare files of equal size, from 1 KiB on, and list those with equal content")
    boolean duplicates;

    @Option(
            names = "--estimate",
            description = "show what squashing would save after compression; this reads and compresses all layers and"
                    + " the new layer")
    boolean estimate;

    @Option(
            names = "--pull",
            description =
                    "show what a pull of the image downloads, as it is stored: for a machine that has nothing, and"
                            + " for one that has the layers of the distribution")
    boolean pull;

    @Option(
            names = "--since",
            paramLabel = "IMAGE",
            description =
                    "with --pull, also show what a machine downloads that has this image: whole layers, or with an"
                            + " engine that fetches single files of zstd:chunked layers")
    String since = "";

    @Option(
            names = "--bandwidth",
            paramLabel = "SPEED",
            description = "with --pull, also show how long it takes at this speed from the registry, such as 100Mbit or"
                    + " 12MB per second")
    String bandwidth = "";

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "with --bandwidth, how many layers the engine downloads at a time (default: 3, as Docker and"
                    + " containerd)")
    String streams = "";

    @Option(
            names = "--secrets",
            description =
                    "search for secrets in all text files of up to 1 MiB, in all layers (default: only in files whose names"
                            + " suggest secrets, and in the config)")
    boolean secrets;

    @Option(
            names = "--check",
            description = "read all layers and verify their digests (default: of uncompressed layers in a file only the"
                    + " headers are read, and their digests are trusted)")
    boolean check;
}
