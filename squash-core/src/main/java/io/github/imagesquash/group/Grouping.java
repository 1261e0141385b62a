package io.github.imagesquash.group;

import io.github.imagesquash.oci.Warning;
import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;

/** How what is merged is divided into new layers. */
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
     * The layers of a difference, base first. Each path that has to be written is in one of them, hard links together,
     * directories in every layer that has anything below them. None hides anything of another, so that their order is of no
     * account to engines.
     *
     * @param most at most so many layers, at least 1, since others are kept
     * @param warnings is told of package databases that cannot be understood, if they are asked for, and of layers that
     *     there is no room for
     * @throws IllegalArgumentException if the difference cannot be divided so
     * @throws IOException if package databases are asked for, and the image cannot be read
     */
    default List<LayerPlan.New> plans(Difference difference, int most, Warnings warnings) throws IOException {
        LayerPlan.New whole = SingleLayer.of(difference);
        if (this instanceof One) {
            return List.of(whole);
        }
        Units units = UnitCollector.of(whole);
        List<LayerGroup> groups = limitedTo(most, warnings).groups(units, difference.tree(), warnings);
        if (groups.size() > most) {
            throw new IllegalArgumentException(groups.size() + " new layers, where there is room for " + most);
        }
        List<LayerPlan.New> plans = groups.isEmpty() ? List.of(whole) : units.layers(groups);
        PlanCheck.require(difference, plans);
        return plans;
    }

    /** The same with fewer layers, if these are more; directories are what they are. */
    private Grouping limitedTo(int most, Warnings warnings) {
        if (mostLayers() <= most) {
            return this;
        }
        return switch (this) {
            case One(), ByDirectory(List<ImagePath> _) -> this;
            case BySize(int _) -> new BySize(most);
            case Within(LayerLimits limits) -> new Within(new LayerLimits(most, limits.bytes()));
            case IntoLayers(int _) -> warned(new IntoLayers(most), most, warnings);
            case ByPackage(int _) -> warned(most < 2 ? ONE : new ByPackage(most), most, warnings);
        };
    }

    private static Grouping warned(Grouping limited, int most, Warnings warnings) {
        warnings.add(Warning.Kind.FEWER_LAYERS, 0, most == 1 ? "1 new layer" : most + " new layers");
        return limited;
    }

    private List<LayerGroup> groups(Units units, FileTree tree, Warnings warnings) throws IOException {
        return switch (this) {
            case One() -> List.of();
            case BySize(int most) -> SizeGrouping.usual(units, most);
            case IntoLayers(int layers) -> SizeGrouping.ofCount(units, layers);
            case Within(LayerLimits limits) -> SizeGrouping.within(units, limits);
            case ByDirectory(List<ImagePath> directories) -> DirectoryGrouping.of(units, tree, directories);
            case ByPackage(int most) -> PackageGrouping.of(units, PackageDatabases.read(tree, warnings), most);
        };
    }
}
