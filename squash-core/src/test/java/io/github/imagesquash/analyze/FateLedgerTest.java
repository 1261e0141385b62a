// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import static io.github.imagesquash.fixture.Analysing.analyse;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.Analysing;
import io.github.imagesquash.tree.ImagePath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of each entry of each layer. */
class FateLedgerTest {
    @Test
    void whatNobodyTouchesIsKept() {
        analyse(layer().dir("d/").file("d/a", "12345").symlink("s", "d/a").fifo("f"))
                .tells("1 /d directory 0: kept", "1 /d/a file 5: kept", "1 /s symlink 0: kept", "1 /f fifo 0: kept");
    }

    @Test
    void theLayerThatWritesAPathAgainHasOverwrittenIt() {
        analyse(layer().file("a", "12345"), layer().file("a", "12"), layer().symlink("a", "b"))
                .tells(
                        "1 /a file 5: overwritten by 2, 5 lost",
                        "2 /a file 2: overwritten by 3, 2 lost",
                        "3 /a symlink 0: kept");
    }

    @Test
    void aWhiteoutDeletesAPathAndAllBelowIt() {
        analyse(
                        layer().dir("d/").dir("d/e/").file("d/e/a", "12345").file("b", "1"),
                        layer().whiteout("d").whiteout("b"))
                .tells(
                        "1 /d directory 0: deleted by 2",
                        "1 /d/e directory 0: deleted by 2",
                        "1 /d/e/a file 5: deleted by 2, 5 lost",
                        "1 /b file 1: deleted by 2, 1 lost");
    }

    @Test
    void anOpaqueWhiteoutDeletesWhatLowerLayersHaveThere() {
        analyse(
                        layer().dir("d/").file("d/a", "12345"),
                        layer().dir("d/").opaque("d").file("d/b", "1"))
                .tells(
                        "1 /d directory 0: overwritten by 2",
                        "1 /d/a file 5: deleted by 2, 5 lost",
                        "2 /d directory 0: kept",
                        "2 /d/b file 1: kept");
    }

    @Test
    void whatLiesBelowADirectoryThatBecomesAFileIsHidden() {
        analyse(layer().dir("d/").file("d/a", "12345"), layer().file("d", "1"))
                .tells("1 /d directory 0: overwritten by 2", "1 /d/a file 5: hidden by 2, 5 lost", "2 /d file 1: kept");
    }

    @Test
    void aDirectoryThatNoTarMentionsIsNoLayersEntry() {
        analyse(layer().file("d/e/a", "12345"), layer().whiteout("d/e")).tells("1 /d/e/a file 5: deleted by 2, 5 lost");
    }

    @Test
    void aLinkThatALayerReplacesByADirectoryIsOverwrittenByIt() {
        analyse(layer().symlink("d", "usr/d"), layer().file("d/a", "1"))
                .tells("1 /d symlink 0: overwritten by 2", "2 /d/a file 1: kept");
    }

    @Test
    void aLayerCanUndoWhatItHasItself() {
        analyse(layer().file("a", "12345").file("a", "12"))
                .tells("1 /a file 5: overwritten by 1, 5 lost", "1 /a file 2: kept");
    }

    @Test
    void contentIsLostWhenItsLastNameIsGone() {
        LayerEntry entry = analyse(layer().file("a", "12345").hardLink("b", "a"), layer().whiteout("a"))
                .tells("1 /a file 5: deleted by 2", "1 /b file 0: kept")
                .analysis()
                .entries()
                .getFirst();
        assertEquals(5, entry.keptBytes());
        analyse(layer().file("a", "12345").hardLink("b", "a"), layer().whiteout("a"), layer().whiteout("b"))
                .tells("1 /a file 5: deleted by 2, 5 lost", "1 /b file 0: deleted by 3");
    }

    @Test
    void aFileWithSeveralNamesIsListedWithThoseThatAContainerSees() {
        Analysing links = analyse(
                layer().file("a", "12345").hardLink("b", "a").hardLink("c", "a").file("d", "1"),
                layer().hardLink("e", "d").whiteout("a"),
                layer().whiteout("d"));
        assertEquals(List.of("5 /b /c", "1 /e"), told(links));
        assertEquals(List.of(), told(analyse(layer().file("a", "1").hardLink("b", "a"), layer().whiteout("b"))));
    }

    private static List<String> told(Analysing image) {
        return image.analysis().hardLinks().stream()
                .map(file -> file.bytes() + " "
                        + file.paths().stream().map(ImagePath::toString).collect(joining(" ")))
                .toList();
    }

    @Test
    void contentIsLostInTheLayerThatCarriesItWhicheverLinkWasItsLastName() {
        Analysing two = analyse(
                layer().file("a", "12345"),
                layer().hardLink("b", "a").whiteout("x"),
                layer().whiteout("a").whiteout("b"));
        two.tells("1 /a file 5: deleted by 3, 5 lost", "2 /b file 0: deleted by 3");
        assertEquals(new EntryTotals(1, 5), two.analysis().layers().get(0).deleted());
        assertEquals(new EntryTotals(1, 0), two.analysis().layers().get(1).deleted());
    }

    @Test
    void whatSquashLeavesOutIsDropped() {
        analyse(layer().file("stargz.index.json", "{}").file("a", "1"))
                .tells("1 /stargz.index.json file 2: dropped as estargz, 2 lost", "1 /a file 1: kept");
    }

    @Test
    void compressedLayersTellTheSame() {
        analyse(image("app:1")
                        .layer(layer().file("a", "12345"), Compression.GZIP)
                        .layer(layer().file("a", "12"), Compression.ZSTD))
                .tells("1 /a file 5: overwritten by 2, 5 lost", "2 /a file 2: kept");
    }

    @Test
    void figuresAreThoseOfTheEntries() {
        ImageAnalysis analysis = analyse(
                        layer().dir("./")
                                .dir("d/")
                                .file("d/a", "12345")
                                .file("b", "123")
                                .file("c", "1"),
                        layer().file("d", "1").whiteout("b").file("c", "22"))
                .analysis();
        AnalysedLayer base = analysis.layers().getFirst();
        assertEquals(new EntryTotals(4, 9), base.content());
        assertEquals(new EntryTotals(2, 1), base.overwritten());
        assertEquals(new EntryTotals(1, 3), base.deleted());
        assertEquals(new EntryTotals(1, 5), base.hidden());
        assertEquals("step 1", base.createdBy());
        assertEquals(1, analysis.layers().get(1).whiteouts());
        assertEquals(12, analysis.contentBytes());
        assertEquals(9, analysis.lostBytes());
        assertEquals(0.25, analysis.efficiency());
    }

    @Test
    void anEmptyImageIsPerfect() {
        ImageAnalysis analysis = analyse(layer().dir("d/")).analysis();
        assertEquals(1, analysis.efficiency());
        assertEquals(new DiveScore(1, 0, 0), analysis.dive());
    }
}
