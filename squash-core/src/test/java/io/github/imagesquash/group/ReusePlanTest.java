// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.group.ReusePlan.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which layers of a previous image are kept, by how much of each is alive. */
class ReusePlanTest {
    /** Layers of so many bytes each, with so many of them alive: {@code bytes, alive, bytes, alive, …}, base first. */
    private static List<ReusableLayer> layers(long... figures) {
        List<ReusableLayer> layers = new ArrayList<>();
        for (int i = 0; i < figures.length; i += 2) {
            layers.add(new ReusableLayer(i / 2 + 1, figures[i], figures[i + 1]));
        }
        return layers;
    }

    private static ReusePlan plan(long imageBytes, int mostLayers, long... figures) {
        return ReusePlan.of(layers(figures), imageBytes, false, mostLayers);
    }

    @Test
    void layersThatAreAliveAreKept() {
        assertEquals(new ReusePlan(List.of(1, 2), 0, 0, 10, Outcome.REUSED), plan(200, 32, 100, 95, 100, 95));
    }

    @Test
    void aLayerNeedsHalfOfItsContent() {
        ReusePlan plan = plan(1100, 32, 1000, 1000, 100, 50, 100, 49);
        assertEquals(List.of(1, 2), plan.kept());
        assertEquals(1, plan.mostlyUnused());
        assertEquals(50, plan.unusedBytes());
    }

    @Test
    @DisplayName("a layer without content, such as one of whiteouts alone, has nothing that could be dead")
    void aLayerWithoutContentIsKept() {
        assertEquals(List.of(1, 2), plan(100, 32, 100, 100, 0, 0).kept());
    }

    @Test
    void oneLayerIsForWhatIsNew() {
        ReusePlan plan = plan(111, 3, 100, 100, 10, 10, 1, 1);
        assertEquals(List.of(1, 2), plan.kept());
        assertEquals(1, plan.merged());
    }

    @Test
    @DisplayName("if nothing changed there is no new layer, and all stay where they are as many as may be")
    void nothingChanged() {
        List<ReusableLayer> three = layers(100, 100, 10, 10, 1, 1);
        assertEquals(List.of(1, 2, 3), ReusePlan.of(three, 111, true, 3).kept());
        assertEquals(List.of(1), ReusePlan.of(three, 111, true, 2).kept());
    }

    @Test
    @DisplayName("merging goes on until the next layer is larger than all that is written")
    void mergingIsWorthItsWhile() {
        ReusePlan plan = plan(1000 + 50 + 40 + 10 + 10, 5, 1000, 1000, 50, 50, 40, 40, 10, 10, 0, 0);
        assertEquals(List.of(1, 2, 3), plan.kept());
        assertEquals(2, plan.merged());
    }

    @Test
    void whileThereAreFewLayersNoneIsMerged() {
        assertEquals(List.of(1, 2, 3), plan(103, 4, 100, 100, 1, 1, 1, 1).kept());
    }

    @Test
    void afreshIfMoreThanAFifthIsDead() {
        assertEquals(Outcome.REUSED, plan(1000, 32, 600, 500, 500, 400).outcome());
        assertEquals(new ReusePlan(List.of(), 0, 0, 201, Outcome.MOSTLY_UNUSED), plan(1000, 32, 601, 500, 500, 400));
    }

    @Test
    void afreshIfNothingIsWorthIt() {
        assertEquals(new ReusePlan(List.of(), 1, 0, 0, Outcome.NOTHING_REUSABLE), plan(1000, 32, 100, 49));
        assertEquals(Outcome.NOTHING_REUSABLE, plan(1000, 32).outcome());
        assertEquals(Outcome.NOTHING_REUSABLE, plan(200, 1, 100, 100).outcome());
    }

    @Test
    @DisplayName("night after night, each byte is written a few times, not each night")
    void nightAfterNight() {
        List<ReusableLayer> layers = new ArrayList<>(layers(1000, 1000));
        long image = 1000;
        long written = 0;
        for (int night = 0; night < 100; night++) {
            image++;
            ReusePlan plan = ReusePlan.of(layers, image, false, 8);
            layers.removeIf(layer -> !plan.kept().contains(layer.number()));
            long kept = layers.stream().mapToLong(ReusableLayer::bytes).sum();
            written += image - kept;
            layers.add(new ReusableLayer(layers.size() + 1, image - kept, image - kept));
            assertEquals(List.of(1), plan.kept().subList(0, 1));
        }
        assertEquals(true, layers.size() <= 8 && written < 100 * 8, layers.size() + " layers, " + written + " bytes");
    }
}
