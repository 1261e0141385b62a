// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The layers to merge, if not all. */
final class LayerOptions {
    @Option(
            names = {"-f", "--from-layer"},
            paramLabel = "LAYER",
            description =
                    "merge only the layers above this one: 3 for the three uppermost; a layer's digest or diff ID,"
                            + " or the beginning of one; history:N for the layers made after the Nth step, history:-N"
                            + " for the last N steps; or a base image, as for --keep-base, of an engine also by its ID")
    String from = "";

    @Option(
            names = "--keep-base",
            paramLabel = "IMAGE|auto",
            description = "merge only the layers above this image, named as IMAGE is; auto is the"
                    + " base that the annotations org.opencontainers.image.base.name and .digest name")
    String base = "";

    @Option(
            names = "--base-candidates",
            paramLabel = "IMAGE",
            split = ",",
            description =
                    "keep the lowest layers that IMAGE has in common with one of these images; the one with most counts;"
                            + " separate several by commas")
    List<String> candidates = new ArrayList<>();

    @Option(
            names = "--layers",
            paramLabel = "A..B",
            description = "merge only layers A to B; 1 is the base; the layers above B are kept too")
    String range = "";
}
