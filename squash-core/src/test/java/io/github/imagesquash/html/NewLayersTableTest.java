// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.report.ResultLayer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewLayersTableTest {
    private static ResultLayer layer(boolean kept, boolean inSource, String holds, long bytes) {
        return new ResultLayer(kept, inSource, false, holds, "", "", "none", bytes, true, bytes, 1);
    }

    @Test
    void eachLayerSaysWhatItHoldsAndHowMuchOfItIsNew() {
        Table table = NewLayersTable.of(List.of(
                layer(true, true, "", 100),
                layer(false, false, "3 packages: a … c", 20),
                layer(false, true, "everything else", 3)));
        assertEquals(
                List.of(
                        new TableColumn.Numbers("Layer", NumberFormat.COUNT, List.of(1L, 2L, 3L)),
                        new TableColumn.Texts(
                                "Content",
                                TableColumn.Kind.TEXT,
                                List.of("kept", "3 packages: a … c", "everything else")),
                        new TableColumn.Numbers("Stored", NumberFormat.BYTES, List.of(100L, 20L, 3L)),
                        new TableColumn.Numbers("New", NumberFormat.BYTES, List.of(0L, 20L, 0L))),
                table.columns());
    }

    @Test
    void oneLayerIsNoTable() {
        Table table = NewLayersTable.of(List.of(layer(false, false, "", 100)));
        assertEquals(0, table.columns().getFirst().rows());
    }
}
