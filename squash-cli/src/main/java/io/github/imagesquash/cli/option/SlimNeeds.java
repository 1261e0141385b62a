// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the user knows about the packages that an image needs. */
public class SlimNeeds {
    @Option(
            names = "--root",
            paramLabel = "PATH|COMMAND",
            description = "what the image also runs or reads; may be repeated")
    List<String> roots = new ArrayList<>();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "keep the packages of the files that a run opened, from a list of paths or the output of strace,"
                            + " fatrace or opensnoop; may be repeated")
    List<String> traces = new ArrayList<>();

    @Option(
            names = "--keep-package",
            paramLabel = "NAME",
            description = "keep this package and what it depends on; may be repeated")
    List<String> kept = new ArrayList<>();

    @Option(
            names = "--drop-package",
            paramLabel = "NAME",
            description = "remove this package although a guess would keep it; may be repeated")
    List<String> dropped = new ArrayList<>();

    @Option(
            names = "--keep-recommended",
            description = "keep packages that a kept one recommends (default: only what it depends on)")
    boolean recommended;

    @Option(names = "--no-trace", description = "decide about files although no trace shows which ones the image opens")
    boolean untraced;

    /** Whether anything is to be judged. */
    boolean isRequested() {
        return true;
    }

    /** Whether files of kept packages are judged too. */
    boolean judgesFiles() {
        return false;
    }

    /** The option with which files are judged too. */
    String filesOption() {
        return "--slim=files";
    }

    /** The same for a command that only judges. */
    public static final class Judged extends SlimNeeds {
        @Option(names = "--files", description = "judge the files of packages that stay too, as --slim=files does")
        boolean files;

        @Override
        boolean judgesFiles() {
            return files;
        }

        @Override
        String filesOption() {
            return "--files";
        }
    }

    /** The same, if that was requested. */
    public static final class Requested extends SlimNeeds {
        @Option(
                names = {"--slim", "--slim=packages"},
                description = "keep only the packages that the image needs; these are packages with files that its"
                        + " command, its other settings and files of no package lead to, and what they depend on. For"
                        + " images with dpkg or apk; see \"squash slim\"")
        boolean slim;

        @Option(
                names = "--slim=files",
                description = "also remove files of kept packages that nothing leads to: documents, headers, tools of a"
                        + " package of which only the library is needed. Requires --trace or --no-trace")
        boolean files;

        @Override
        boolean isRequested() {
            return slim || files;
        }

        @Override
        boolean judgesFiles() {
            return files;
        }
    }
}
