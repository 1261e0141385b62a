// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.message.Limits;
import picocli.CommandLine.Option;

/** How the new image is divided into layers. */
final class GroupOptions {
    @Option(
            names = "--group-by",
            paramLabel = "size|package|directory:PATH,…|auto|previous:IMAGE",
            description =
                    "write several layers: of like size, to be downloaded side by side; of packages, so that updates of"
                            + " some leave the layers of others; or one for each of these directories and one for everything"
                            + " else; auto says which it takes and why: one layer below 32 MB, by package where at least"
                            + " half of the bytes belong to at least 16 packages, one layer where a single file has nearly"
                            + " all, otherwise by size; previous: keeps the layers of an earlier result, with one above them"
                            + " for what changed since (default: one layer)")
    String groupBy = "";

    @Option(
            names = "--max-layers",
            paramLabel = "N",
            description = "how many layers of like size, 1 to " + Limits.MOST_DOCKER_LAYERS
                    + " (default: at most 8, of 16 MiB or more on average), or at most"
                    + " of packages, 2 to " + Limits.MOST_DOCKER_LAYERS
                    + ", or on a previous image (default: 32); keep it the same from one"
                    + " image to the next")
    String maxLayers = "";

    @Option(
            names = "--layer-size",
            paramLabel = "SIZE",
            description = "as many layers as are needed for each to have at most this size before compression, such as"
                    + " 100MB; a file that is larger is alone")
    String layerSize = "";
}
