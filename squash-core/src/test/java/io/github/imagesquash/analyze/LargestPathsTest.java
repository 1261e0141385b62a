// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import static io.github.imagesquash.fixture.Analysing.analyse;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LargestPathsTest {
    private final ImageAnalysis analysis = analyse(
                    layer().file("etc/a", "12345")
                            .file("usr/lib/big", "123456789")
                            .file("usr/lib/b", "12")
                            .file("usr/bin/c", "12")
                            .file("usr/gone", "1234567"),
                    layer().whiteout("usr/gone").file("etc/a", "1"))
            .analysis();

    private static List<String> paths(List<LayerEntry> entries) {
        return entries.stream().map(entry -> entry.path().toString()).toList();
    }

    @Test
    void keptFilesAreSortedBySizeThenPath() {
        assertEquals(
                List.of("/usr/lib/big", "/usr/bin/c", "/usr/lib/b", "/etc/a"),
                paths(LargestPaths.keptFiles(analysis, 10)));
        assertEquals(List.of("/usr/lib/big"), paths(LargestPaths.keptFiles(analysis, 1)));
    }

    @Test
    void lostFilesAreThoseWhoseContentIsGone() {
        assertEquals(List.of("/usr/gone", "/etc/a"), paths(LargestPaths.lostFiles(analysis, 10)));
    }

    @Test
    void aDirectoryWithNothingButAnotherIsLeftOut() {
        ImageAnalysis nested = analyse(layer().file("opt/app/lib/a", "1234")
                        .file("opt/app/lib/b", "1")
                        .file("srv/x/y/z/c", "12"))
                .analysis();
        assertEquals(
                List.of("/opt/app/lib", "/srv/x/y/z"),
                LargestPaths.directories(nested, 10).stream()
                        .map(size -> size.path().toString())
                        .toList());
    }

    @Test
    void totalsCountFilesWithContent() {
        assertEquals(new EntryTotals(4, 14), LargestPaths.keptTotal(analysis));
        assertEquals(new EntryTotals(2, 12), LargestPaths.lostTotal(analysis));
    }

    @Test
    void aDirectoryHasTheSizeOfAllBelowIt() {
        assertEquals(
                List.of("/usr 13 7", "/usr/lib 11 0", "/usr/bin 2 0", "/etc 1 5"),
                LargestPaths.directories(analysis, 10).stream()
                        .map(size -> size.path() + " " + size.keptBytes() + " " + size.lostBytes())
                        .toList());
    }
}
