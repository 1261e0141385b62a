// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.report.ResultLayer;
import java.util.List;
import java.util.stream.IntStream;

/** The layers of the new image, if there are several: the content of each, and how much of it is new. */
final class NewLayersTable {
    private NewLayersTable() {}

    /** One row for each layer, base first; empty for a single one. */
    static Table of(List<ResultLayer> layers) {
        List<Integer> rows = IntStream.range(0, layers.size() == 1 ? 0 : layers.size())
                .boxed()
                .toList();
        return new Table(
                "New layers",
                List.of(
                        TableColumn.numbers("Layer", NumberFormat.COUNT, rows, at -> at + 1),
                        TableColumn.texts("Content", rows, at -> holds(layers.get(at))),
                        TableColumn.numbers(
                                "Stored",
                                NumberFormat.BYTES,
                                rows,
                                at -> layers.get(at).storedBytes()),
                        TableColumn.numbers("New", NumberFormat.BYTES, rows, at -> fresh(layers.get(at)))));
    }

    private static String holds(ResultLayer layer) {
        return layer.kept() ? "kept" : layer.content().isEmpty() ? "the merged part" : layer.content();
    }

    private static long fresh(ResultLayer layer) {
        return layer.inSource() ? 0 : layer.storedBytes();
    }
}
