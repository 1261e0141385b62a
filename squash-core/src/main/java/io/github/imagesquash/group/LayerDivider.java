// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Divides one difference into layers. Package databases are read at most once, and only if they are needed. */
final class LayerDivider {
    private final TreeDelta difference;
    private final LayerPlan.New whole;
    private final LayerUnits units;
    private final int most;
    private final Warnings warnings;
    private Optional<Packages> read = Optional.empty();

    LayerDivider(TreeDelta difference, int most, Warnings warnings) {
        this.difference = difference;
        SingleLayer layer = SingleLayer.planned(difference);
        this.whole = layer.plan();
        this.units = UnitCollector.of(layer);
        this.most = most;
        this.warnings = warnings;
    }

    DividedLayers by(Grouping grouping) throws IOException {
        if (grouping instanceof Grouping.Auto) {
            AutoChoice choice = AutoChoice.of(units, packages(), most);
            Grouping chosen = choice.taken().grouping();
            return new DividedLayers(layers(chosen), chosen, Optional.of(choice));
        }
        return new DividedLayers(layers(grouping), grouping, Optional.empty());
    }

    private List<LayerPlan.New> layers(Grouping grouping) throws IOException {
        List<LayerGroup> groups = groups(limited(grouping));
        if (groups.size() > most) {
            throw new IllegalArgumentException(groups.size() + " new layers, where there is room for " + most);
        }
        List<LayerPlan.New> plans = groups.isEmpty() ? List.of(whole) : units.layers(groups);
        PlanCheck.require(difference, plans);
        return plans;
    }

    /** The same grouping limited to a number of layers; groupings by directory are unchanged. */
    private Grouping limited(Grouping grouping) {
        if (grouping.mostLayers() <= most) {
            return grouping;
        }
        return switch (grouping) {
            case Grouping.One(), Grouping.Auto(), Grouping.ByDirectory(List<ImagePath> _) -> grouping;
            case Grouping.BySize(int _) -> new Grouping.BySize(most);
            case Grouping.Within(LayerLimits limits) -> new Grouping.Within(new LayerLimits(most, limits.bytes()));
            case Grouping.IntoLayers(int _) -> warned(new Grouping.IntoLayers(most));
            case Grouping.ByPackage(int _) -> warned(most < 2 ? Grouping.ONE : new Grouping.ByPackage(most));
        };
    }

    private Grouping warned(Grouping limited) {
        warnings.add(Warning.Kind.FEWER_LAYERS, 0, most == 1 ? "1 new layer" : most + " new layers");
        return limited;
    }

    /** Empty if everything goes into one layer. */
    private List<LayerGroup> groups(Grouping grouping) throws IOException {
        return switch (grouping) {
            case Grouping.One(), Grouping.Auto() -> List.of();
            case Grouping.BySize(int layers) -> SizeGrouping.usual(units, layers);
            case Grouping.IntoLayers(int layers) -> SizeGrouping.ofCount(units, layers);
            case Grouping.Within(LayerLimits limits) -> SizeGrouping.within(units, limits);
            case Grouping.ByDirectory(List<ImagePath> directories) ->
                DirectoryGrouping.of(units, difference.tree(), directories);
            case Grouping.ByPackage(int layers) -> PackageGrouping.of(units, packages(), layers);
        };
    }

    private Packages packages() throws IOException {
        if (read.isEmpty()) {
            read = Optional.of(PackageDatabases.read(difference.tree(), warnings));
        }
        return read.get();
    }
}
