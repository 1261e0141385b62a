// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** How layers are read if runtimes disagree about them or refuse them. */
public final class ReplayOptions {
    @Option(
            names = "--symlink-parents",
            paramLabel = "overlay|follow",
            description =
                    "for a file or whiteout below a symbolic link of a lower layer: replace the link by a directory"
                            + " as containers show it today (overlay, the default), or follow the link as umoci does")
    String symlinkParents = "";

    @Option(
            names = "--lenient",
            description =
                    "accept some faults of layers, with a warning: leave out hard links that cannot be made, keep paths that leave the"
                            + " root inside it, ignore bytes behind a layer's gzip data, overlay attributes on which engines"
                            + " disagree, and a table of contents that is not that of the layer's tar")
    boolean lenient;
}
