// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import picocli.CommandLine.Option;

/** The bases, and what is done where image and new base do not fit. */
final class RebaseOptions {
    @Option(
            names = "--old-base",
            paramLabel = "IMAGE",
            description = "the base that IMAGE is built on (default: the one that its annotations"
                    + " org.opencontainers.image.base.name and .digest name)")
    String oldBase = "";

    @Option(names = "--new-base", paramLabel = "IMAGE", required = true, description = "the base that it gets instead")
    String newBase = "";

    @Option(
            names = "--on-conflict",
            paramLabel = "ours|theirs|fail",
            description =
                    "where both IMAGE and the new base have changed a key of the old base's config: take what IMAGE"
                            + " has, what the new base has, or list the keys and fail (the default)")
    String onConflict = "";

    @Option(
            names = "--allow-conflicts",
            description = "go on where the layers of IMAGE delete, overwrite or describe paths that the new base has"
                    + " otherwise, or not at all; the report lists them")
    boolean allowConflicts;
}
