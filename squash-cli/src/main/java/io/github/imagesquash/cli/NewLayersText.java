package io.github.imagesquash.cli;

import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;

/** What the summary says of several new layers. */
final class NewLayersText {
    private NewLayersText() {}

    /** The lines, the first one empty; none unless there are several layers, and all of them new. */
    static List<String> lines(SquashReport report, int columns) {
        List<ResultLayer> layers = report.result();
        if (layers.size() < 2 || layers.stream().anyMatch(ResultLayer::kept)) {
            return List.of();
        }
        TextTable table = new TextTable("new layer", "size", "stored", "entries", "holds");
        for (int i = 0; i < layers.size(); i++) {
            ResultLayer layer = layers.get(i);
            table.add(
                    Integer.toString(i + 1),
                    ByteSizes.text(layer.uncompressedBytes()),
                    ByteSizes.text(layer.storedBytes()),
                    ReportText.count(layer.entries()),
                    layer.holds());
        }
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(table.lines(columns));
        return lines;
    }
}
