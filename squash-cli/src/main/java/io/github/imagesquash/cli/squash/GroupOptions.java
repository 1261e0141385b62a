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
                    "write several layers. size: of similar size, to download in parallel. package: so that updates of"
                            + " some packages leave the layers of others. directory: one for each of these directories and one for everything"
                            + " else. auto: the one of one layer, size and package with the fastest pulls, of this image and"
                            + " of its next build, and says why. previous: keeps the layers of an earlier result, with one above them"
                            + " for what changed since (default: one layer)")
    String groupBy = "";

    @Option(
            names = "--max-layers",
            paramLabel = "N",
            description = "size: how many layers, 1 to " + Limits.MOST_DOCKER_LAYERS
                    + " (default: at most 8, of 16 MiB or more on average). package: at most"
                    + " layers, 2 to " + Limits.MOST_DOCKER_LAYERS
                    + ", and previous: the same (default: 32); keep it the same from one"
                    + " image to the next")
    String maxLayers = "";

    @Option(
            names = "--layer-size",
            paramLabel = "SIZE",
            description =
                    "size: as many layers as are needed for each to have at most this size before compression, such as"
                            + " 100MB; a larger file is alone in its layer")
    String layerSize = "";
}
