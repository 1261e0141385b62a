// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import picocli.CommandLine.Option;

/** How the new layer is compressed. */
final class EncodingOptions {
    @Option(
            names = {"-c", "--compression"},
            paramLabel = "none|gzip|zstd|zstd:chunked[:N]",
            description = "the compression of the new layers (default: that of the old layers, for an engine none);"
                    + " of zstd:chunked layers, engines can fetch only the files that they lack")
    String compression = "";

    @Option(
            names = {"-l", "--level"},
            paramLabel = "N",
            description =
                    "compression level: gzip 1 to 12 (default 6), zstd 1 to 22 (default 3), zstd:chunked the same;"
                            + " requires --compression")
    String level = "";
}
