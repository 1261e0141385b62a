// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import picocli.CommandLine.Option;

/** The bases, and the options for conflicts. */
final class RebaseOptions {
    @Option(
            names = "--old-base",
            paramLabel = "IMAGE",
            description = "the base that IMAGE is built on (default: the one that its annotations"
                    + " org.opencontainers.image.base.name and .digest name)")
    String oldBase = "";

    @Option(names = "--new-base", paramLabel = "IMAGE", required = true, description = "the base that the image gets")
    String newBase = "";

    @Option(
            names = "--on-conflict",
            paramLabel = "ours|theirs|fail",
            description =
                    "if both IMAGE and the new base changed a key of the old base's config: take the value of IMAGE,"
                            + " take that of the new base, or list the keys and fail (default)")
    String onConflict = "";

    @Option(
            names = "--allow-conflicts",
            description =
                    "go on if the layers of IMAGE delete, overwrite or describe paths that are different in the new"
                            + " base or do not exist there; the report lists them")
    boolean allowConflicts;
}
