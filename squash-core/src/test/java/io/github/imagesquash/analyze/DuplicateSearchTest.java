// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Analysis;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a duplicate, on whole images. */
class DuplicateSearchTest {
    private static final String A = "a".repeat(2000);
    private static final String B = "b".repeat(2000);

    @TempDir
    Path directory;

    private final AtomicLong compared = new AtomicLong();

    private void count(ProgressListener.Event event) {
        if (event instanceof ProgressListener.Advanced(ProgressListener.Stage stage, long bytes)
                && stage == ProgressListener.Stage.COMPARE) {
            compared.addAndGet(bytes);
        }
    }

    private Duplicates duplicates(LayerBuilder... layers) throws IOException {
        ImageBuilder image = image("app:1");
        Arrays.stream(layers).forEach(image::layer);
        return duplicates(ArchiveDialect.DOCKER_25.write(image, directory));
    }

    private Duplicates duplicates(Path archive) throws IOException {
        AnalysisRequest request = AnalysisRequest.of(new Source.Archive(archive));
        return Analysis.run(request.withExtras(Extra.DUPLICATES), this::count)
                .duplicates()
                .orElseThrow();
    }

    private static List<String> lines(Duplicates duplicates) {
        return duplicates.groups().stream()
                .map(group -> group.wastedBytes() + " " + group.paths())
                .toList();
    }

    @Test
    void whatWastesMostComesFirst() throws IOException {
        Duplicates found = duplicates(
                layer().file("x/a", A).file("x/b", B).file("big", "c".repeat(3000)),
                layer().file("y/b", B).file("y/a", A).file("y/b2", B));
        assertEquals(List.of("4000 [/x/b, /y/b, /y/b2]", "2000 [/x/a, /y/a]"), lines(found));
        assertEquals(6000, found.wastedBytes());
        assertEquals(3, found.spareFiles());
    }

    @Test
    void onlyFilesThatShareTheirSizeAreRead() throws IOException {
        assertEquals(
                List.of(), lines(duplicates(layer().file("a", A).file("b", B).file("c", A + "c"))));
        assertEquals(4000, compared.get());
    }

    @Test
    void namesOfOneFileAreNoDuplicates() throws IOException {
        assertEquals(List.of(), lines(duplicates(layer().file("a", A).hardLink("b", "a"))));
        assertEquals(0, compared.get());
    }

    @Test
    void aHardLinkedFileIsToldByOneOfItsNames() throws IOException {
        assertEquals(
                List.of("2000 [/a, /c]"),
                lines(duplicates(layer().file("a", A).hardLink("b", "a").file("c", A))));
    }

    @Test
    void whatNoContainerSeesIsNoDuplicate() throws IOException {
        assertEquals(
                List.of(),
                lines(duplicates(layer().file("a", A), layer().whiteout("a").file("b", A))));
    }

    @Test
    void sparseFilesAreComparedAsTheyAreRead() throws IOException {
        LayerBuilder sparse = layer().paxHeader(
                        "GNU.sparse.size=2000",
                        "GNU.sparse.numblocks=1",
                        "GNU.sparse.offset=1997",
                        "GNU.sparse.numbytes=3")
                .file("sparse", "abc")
                .file("plain", "\0".repeat(1997) + "abc")
                .file("other", "\0".repeat(1997) + "abd");
        assertEquals(List.of("2000 [/plain, /sparse]"), lines(duplicates(sparse)));
    }

    @Test
    void smallFilesAreNotLookedAt() throws IOException {
        String small = "s".repeat(1023);
        String enough = "e".repeat(1024);
        Duplicates found = duplicates(
                layer().file("a", small).file("b", small).file("c", enough).file("d", enough));
        assertEquals(List.of("1024 [/c, /d]"), lines(found));
        assertEquals(1024, found.smallest());
        assertThrows(IllegalArgumentException.class, () -> new DuplicateSearch(new FileTree(), 0));
    }

    @Test
    void nothingIsReadUnlessAskedFor() throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(
                image("app:1").layer(layer().file("a", A).file("b", B)), directory);
        String bytes = Files.readString(archive, StandardCharsets.ISO_8859_1);
        Files.writeString(archive, bytes.replace(B, A), StandardCharsets.ISO_8859_1);
        assertTrue(Analysis.run(AnalysisRequest.of(new Source.Archive(archive)), this::count)
                .duplicates()
                .isEmpty());
        assertEquals(0, compared.get());
        // What is read is what lies there, as long as digests are not to be verified.
        assertEquals(List.of("2000 [/a, /b]"), lines(duplicates(archive)));
    }
}
