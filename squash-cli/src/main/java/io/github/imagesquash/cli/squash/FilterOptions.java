// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the new image does not have, though the old one shows it. */
final class FilterOptions {
    @Option(
            names = "--drop",
            paramLabel = "SET",
            split = ",",
            description =
                    "leave out what a set of rules names; several with commas. Recommended: caches, without which"
                            + " nothing misses anything. Others: docs, locales, bytecode, logs, tmp, dev-files, build-caches,"
                            + " vcs, backups, history; see \"squash rules\". What a kept layer below has is hidden, and its bytes stay")
    List<String> dropped = new ArrayList<>();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "rules that are added to those of squash, or change them; may be repeated")
    List<String> rules = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "leave out what fits this pattern of .dockerignore's language, such as '**/*.md', and what is"
                    + " below it; 'opt/cache/**' leaves the directory; may be repeated, the last one that fits counts")
    List<String> excluded = new ArrayList<>();

    @Option(
            names = "--exclude-from",
            paramLabel = "FILE",
            description = "patterns from a file, one a line, as in .dockerignore; may be repeated")
    List<String> excludedFrom = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "GLOB",
            description = "keep what fits this pattern, whatever else says that it goes; may be repeated")
    List<String> kept = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "PATH",
            description =
                    "keep nothing but this path, what is below it, and what that needs: directories on the way and"
                            + " the targets of symbolic links; may be repeated")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--no-squashignore",
            negatable = true,
            description = "whether to read patterns from the file .squashignore beside the archive, or else in the"
                    + " working directory (default: it is done)")
    boolean squashignore = true;
}
