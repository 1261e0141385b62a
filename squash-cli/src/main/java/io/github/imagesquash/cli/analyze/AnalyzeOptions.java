// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import picocli.CommandLine.Option;

/** What an analysis looks at, and how much of it is shown. */
final class AnalyzeOptions {
    @Option(
            names = "--top",
            paramLabel = "N",
            description = "how many files and directories each list has, 0 for no lists (default: 10)")
    String top = "";

    @Option(names = "--entries", description = "with --json, list every entry of every layer and what became of it")
    boolean entries;

    @Option(names = "--drops", description = "tell what squash --drop would leave out, for each of its sets")
    boolean drops;

    @Option(
            names = "--packages",
            description = "read the image's package databases and its Java archives, and list the packages by size")
    boolean packages;

    @Option(
            names = "--duplicates",
            description = "compare the files of equal size, from 1 KiB on, and list those of equal content; reads them")
    boolean duplicates;

    @Option(
            names = "--estimate",
            description = "tell what squashing would give back after compression: reads and compresses all layers, and"
                    + " what would be made of them")
    boolean estimate;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "write a page about the image into this file, for a browser: HTML that needs nothing else")
    String page = "";

    @Option(
            names = "--secrets",
            description = "seek secrets in all text files of up to 1 MiB, of all layers; else in those whose names"
                    + " suggest it, and in the config")
    boolean secrets;

    @Option(
            names = "--check",
            description = "read all layers and verify their digests; else those that lie uncompressed in a file are"
                    + " trusted, and only their headers read")
    boolean check;
}
