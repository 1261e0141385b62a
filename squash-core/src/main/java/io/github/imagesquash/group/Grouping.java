package io.github.imagesquash.group;

import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;

/** How a tree is divided into new layers. */
public sealed interface Grouping {
    /** All in one layer. */
    Grouping ONE = new One();

    /** All in one layer. */
    record One() implements Grouping {}

    /**
     * Layers of like size, as many as are of use.
     *
     * @param mostLayers at most so many
     */
    record BySize(int mostLayers) implements Grouping {}

    /**
     * Layers of like size, so many.
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
     * @param mostLayers at most so many, at least 2
     */
    record ByPackage(int mostLayers) implements Grouping {
        public ByPackage {
            if (mostLayers < 2 || mostLayers > LayerLimits.MOST_LAYERS) {
                throw new IllegalArgumentException(
                        "expected 2 to " + LayerLimits.MOST_LAYERS + " layers, not " + mostLayers);
            }
        }
    }

    /** How many layers there can be. */
    default int mostLayers() {
        return switch (this) {
            case One() -> 1;
            case BySize(int most) -> most;
            case IntoLayers(int layers) -> layers;
            case Within(LayerLimits limits) -> limits.layers();
            case ByDirectory(List<ImagePath> directories) -> directories.size() + 1;
            case ByPackage(int most) -> most;
        };
    }

    /**
     * The layers of a tree, base first. Each path is in one of them, hard links together, directories in every layer that
     * has anything below them.
     *
     * @param warnings is told of package databases that cannot be understood, if they are asked for
     * @throws IllegalArgumentException if the tree cannot be divided so
     * @throws IOException if package databases are asked for, and the image cannot be read
     */
    default List<LayerPlan.New> plans(FileTree tree, Warnings warnings) throws IOException {
        if (this instanceof One) {
            return List.of(SingleLayer.of(tree));
        }
        List<LayerGroup> groups = groups(tree, warnings);
        List<LayerPlan.New> plans = groups.isEmpty() ? List.of(SingleLayer.of(tree)) : GroupedLayers.of(tree, groups);
        PlanCheck.require(tree, plans);
        return plans;
    }

    private List<LayerGroup> groups(FileTree tree, Warnings warnings) throws IOException {
        Units units = Units.of(tree);
        return switch (this) {
            case One() -> List.of(LayerGroup.fromTo(units.units()));
            case BySize(int most) -> SizeGrouping.usual(units, most);
            case IntoLayers(int layers) -> SizeGrouping.ofCount(units, layers);
            case Within(LayerLimits limits) -> SizeGrouping.within(units, limits);
            case ByDirectory(List<ImagePath> directories) -> DirectoryGrouping.of(units, directories);
            case ByPackage(int most) -> PackageGrouping.of(units, PackageDatabases.read(tree, warnings), most);
        };
    }
}
