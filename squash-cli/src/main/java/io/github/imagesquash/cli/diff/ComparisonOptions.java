// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is compared. */
final class ComparisonOptions {
    @Option(
            names = "--ignore",
            paramLabel = "WHAT",
            split = ",",
            description =
                    "attributes that may differ: type, mode, owner, size, content, target, device, mtime, xattr, links, config,"
                            + " or a key of the config such as /config/Labels; separate several by commas")
    List<String> ignored = new ArrayList<>();

    @Option(
            names = "--path",
            paramLabel = "GLOB",
            description = "compare only these paths and everything below them, such as /etc or '**/*.so';"
                    + " may be repeated")
    List<String> paths = new ArrayList<>();

    @Option(
            names = "--stat",
            description = "instead of a line for each path, print one for each directory of the first two levels, with"
                    + " the number of its paths and their bytes")
    boolean stat;
}
