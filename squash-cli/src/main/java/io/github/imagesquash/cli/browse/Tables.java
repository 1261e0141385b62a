// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.dockerfile.HistoryStep;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.Packages;
import java.util.List;
import java.util.Locale;

/** The lists of an image's layers and of its packages. */
final class Tables {
    private Tables() {}

    static TableView layers(List<AnalysedLayer> layers) {
        String header = String.format(Locale.ROOT, "%5s %9s %9s  %s", "LAYER", "SIZE", "LOST", "CREATED BY");
        return new TableView(header, layers.stream().map(Tables::row).toList(), Order.NAME);
    }

    private static TableRow row(AnalysedLayer layer) {
        String cells = String.format(
                Locale.ROOT,
                "%5d %9s %9s  %s",
                layer.number(),
                ByteSizes.text(layer.content().bytes()),
                lost(layer.lostBytes()),
                Printable.of(HistoryStep.parse(layer.createdBy()).shown()));
        return new TableRow(
                cells,
                String.format(Locale.ROOT, "%09d", layer.number()),
                layer.content().bytes(),
                new Scope.OneLayer(layer.number()));
    }

    static TableView packages(Packages packages) {
        String header = String.format(Locale.ROOT, "%9s %7s  %s", "SIZE", "FILES", "PACKAGE");
        return new TableView(header, packages.all().stream().map(Tables::row).toList(), Order.SIZE);
    }

    private static TableRow row(InstalledPackage installed) {
        String name = installed.id().toString();
        String cells = String.format(
                Locale.ROOT,
                "%9s %7d  %s",
                ByteSizes.text(installed.contentBytes()),
                installed.files().size(),
                name);
        return new TableRow(cells, name, installed.contentBytes(), Scope.OnePackage.of(installed));
    }

    /** Bytes in a column; nothing for 0. */
    static String lost(long bytes) {
        return bytes == 0 ? "" : ByteSizes.text(bytes);
    }
}
