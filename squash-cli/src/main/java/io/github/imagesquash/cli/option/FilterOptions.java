// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The files to leave out of the new image. */
public final class FilterOptions {
    @Option(
            names = "--drop",
            paramLabel = "SET",
            split = ",",
            description =
                    "leave out what these sets of rules name; separate several by commas. Recommended: caches, which"
                            + " no program needs. Others: docs, locales, bytecode, logs, tmp, dev-files, build-caches,"
                            + " vcs, backups, history; see \"squash rules\". Files of kept layers below are only hidden, and their bytes stay")
    public List<String> dropped = new ArrayList<>();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "rules to add to those of squash, or to change them; may be repeated")
    public List<String> rules = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description =
                    "leave out what matches this pattern of .dockerignore's language, such as '**/*.md', and everything"
                            + " below it; 'opt/cache/**' leaves the directory; may be repeated, the last match counts")
    List<String> excluded = new ArrayList<>();

    @Option(
            names = "--exclude-from",
            paramLabel = "FILE",
            description = "patterns from a file, one a line, as in .dockerignore; may be repeated")
    public List<String> excludedFrom = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "GLOB",
            description = "keep what matches this pattern, whatever rule or pattern leaves it out; may be repeated")
    List<String> kept = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "PATH",
            description = "keep only this path, everything below it, and what these need: directories on the way and"
                    + " the targets of symbolic links; may be repeated")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--no-squashignore",
            negatable = true,
            description = "whether to read patterns from the file .squashignore beside the archive, otherwise in the"
                    + " working directory (default: yes)")
    boolean squashignore = true;
}
