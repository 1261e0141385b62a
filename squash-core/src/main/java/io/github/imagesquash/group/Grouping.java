// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How what is merged is divided into new layers. */
public sealed interface Grouping {
    /** All in one layer. */
    Grouping ONE = new One();

    /** All in one layer. */
    record One() implements Grouping {}

    /**
     * Layers of like size, as many as are of use.
     *
     * @param mostLayers the most layers
     */
    record BySize(int mostLayers) implements Grouping {
        /** As many as are asked for if nobody says how many. */
        public static final int USUAL = 8;
    }

    /**
     * A given number of layers of like size.
     *
     * @param layers how many; fewer where there are fewer files
     */
    record IntoLayers(int layers) implements Grouping {}

    /**
     * As few layers of like size as keep to limits.
     *
     * @param limits how many, and how large
     */
    record Within(LayerLimits limits) implements Grouping {}

    /**
     * A layer for each of some directories, and one for the rest.
     *
     * @param directories in the order of their layers; the rest is the base
     */
    record ByDirectory(List<ImagePath> directories) implements Grouping {
        public ByDirectory {
            directories = List.copyOf(directories);
        }
    }

    /**
     * Packages that change together in one layer, and a last layer for what is no package's.
     *
     * @param mostLayers the most layers, at least 2
     */
    record ByPackage(int mostLayers) implements Grouping {
        /** As many as are asked for if nobody says how many. */
        public static final int USUAL = 32;

        public ByPackage {
            if (mostLayers < 2 || mostLayers > LayerLimits.MOST_LAYERS) {
                throw new IllegalArgumentException(
                        "expected 2 to " + LayerLimits.MOST_LAYERS + " layers, not " + mostLayers);
            }
        }
    }

    /** The one of these that fits best, by the rules of {@link AutoChoice.Rule}, for whoever has no previous image. */
    record Auto() implements Grouping {}

    /** How many layers there can be. */
    default int mostLayers() {
        return switch (this) {
            case One() -> 1;
            case BySize(int most) -> most;
            case IntoLayers(int layers) -> layers;
            case Within(LayerLimits limits) -> limits.layers();
            case ByDirectory(List<ImagePath> directories) -> directories.size() + 1;
            case ByPackage(int most) -> most;
            case Auto() -> ByPackage.USUAL;
        };
    }

    /**
     * Divides a difference. Each path that has to be written is in one of them, hard links together,
     * directories in every layer that has anything below them. None hides anything of another, so that their order is of no
     * account to engines.
     *
     * @param most the most layers, at least 1, since others are kept
     * @param warnings receives one for package databases that cannot be understood, if they are asked for, and of layers that
     *     there is no room for
     * @throws IllegalArgumentException if the difference cannot be divided so
     * @throws IOException if package databases are asked for, and the image cannot be read
     */
    default DividedLayers divide(TreeDelta difference, int most, Warnings warnings) throws IOException {
        return this instanceof One
                ? new DividedLayers(List.of(SingleLayer.of(difference)), this, Optional.empty())
                : new LayerDivider(difference, most, warnings).by(this);
    }

    /** One word for it, as the command line has it. */
    default String label() {
        return switch (this) {
            case One() -> "one";
            case BySize _, IntoLayers _, Within _ -> "size";
            case ByDirectory _ -> "directory";
            case ByPackage _ -> "package";
            case Auto() -> "auto";
        };
    }
}
