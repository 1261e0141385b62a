// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How the merged part is divided into new layers. */
public sealed interface Grouping {
    /** All in one layer. */
    Grouping ONE = new One();

    /** All in one layer. */
    record One() implements Grouping {}

    /**
     * Layers of similar size, as many as are useful.
     *
     * @param mostLayers the most layers
     */
    record BySize(int mostLayers) implements Grouping {
        /** The default number of layers. */
        public static final int USUAL = 8;
    }

    /**
     * A given number of layers of similar size.
     *
     * @param layers the number; fewer if there are fewer files
     */
    record IntoLayers(int layers) implements Grouping {}

    /**
     * As few layers of similar size as the limits allow.
     *
     * @param limits the number and the size
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
     * Packages that change together in one layer, and a last layer for files of no package.
     *
     * @param mostLayers the most layers, at least 2
     */
    record ByPackage(int mostLayers) implements Grouping {
        /** The default number of layers. */
        public static final int USUAL = 32;

        public ByPackage {
            if (mostLayers < 2 || mostLayers > LayerLimits.MOST_LAYERS) {
                throw new IllegalArgumentException(
                        "expected 2 to " + LayerLimits.MOST_LAYERS + " layers, not " + mostLayers);
            }
        }
    }

    /** The one of one layer, by size and by package with the fastest pulls, see {@link AutoChoice}. */
    record Auto() implements Grouping {}

    /** The maximum number of layers. */
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
     * Divides a difference. Each path to write is in one of the layers, hard links together, directories in every layer
     * that has entries below them. No layer hides anything of another, so their order does not matter to engines.
     *
     * @param most the most new layers, at least 1; the other layers are kept
     * @param warnings receives one for damaged package databases, if they are needed, and one if there are fewer layers
     *     than requested
     * @throws IllegalArgumentException if the difference cannot be divided in this way
     * @throws IOException if package databases are needed, and the image cannot be read
     */
    default DividedLayers divide(TreeDelta difference, int most, Warnings warnings) throws IOException {
        return this instanceof One
                ? new DividedLayers(List.of(SingleLayer.of(difference)), this, Optional.empty())
                : new LayerDivider(difference, most, warnings).by(this);
    }

    /** Its name on the command line. */
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
