// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which layers are merged, where not all are. */
final class LayerOptions {
    @Option(
            names = {"-f", "--from-layer"},
            paramLabel = "LAYER",
            description =
                    "merge the layers above this one alone: 3 for the three uppermost; a layer's digest or diff ID,"
                            + " or the beginning of one; history:N for what was made after the Nth step, history:-N"
                            + " for the last N steps; or a base image, as for --keep-base, of an engine also by its ID")
    String from = "";

    @Option(
            names = "--keep-base",
            paramLabel = "IMAGE|auto",
            description =
                    "merge the layers above this image alone, which may be anything that IMAGE may be; auto is the"
                            + " base that the annotations org.opencontainers.image.base.name and .digest name")
    String base = "";

    @Option(
            names = "--base-candidates",
            paramLabel = "IMAGE",
            split = ",",
            description =
                    "keep the lowest layers that IMAGE has in common with one of these, the one with most of them;"
                            + " several with commas")
    List<String> candidates = new ArrayList<>();

    @Option(
            names = "--layers",
            paramLabel = "A..B",
            description = "merge the layers from A to B alone, 1 being the base; those above are kept too")
    String range = "";
}
