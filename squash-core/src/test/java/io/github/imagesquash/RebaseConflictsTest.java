// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.rebase.OnConflict;
import io.github.imagesquash.rebase.PathConflict;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.ReplayRules;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an image's own layers meet something else in the new base than they were made for. */
class RebaseConflictsTest {
    @TempDir
    Path directory;

    private final LayerBuilder oldBase =
            layer().dir("d/").file("d/a", "A").file("d/b", "B").dir("e/");

    private Path archive(ImageBuilder image) throws IOException {
        return ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
    }

    private BaseImage base(LayerBuilder layer) throws IOException {
        return new BaseImage("base", new Source.Archive(archive(image("base:1").layer(layer))), WantedImage.ONLY);
    }

    /** Each conflict as {@code layer 2 removes /d/a}. */
    private List<String> conflicts(
            SymlinkParents parents, LayerBuilder oldLayer, LayerBuilder newLayer, LayerBuilder... own)
            throws IOException {
        ImageBuilder image = image("app:1").layer(oldLayer);
        for (LayerBuilder layer : own) {
            image.layer(layer);
        }
        RebaseRequest request = RebaseRequest.of(
                        new Source.Archive(archive(image)),
                        new Destination.Archive(directory.resolve("out.tar")),
                        new OldBase.Named(base(oldLayer)),
                        base(newLayer))
                .withConflicts(OnConflict.FAIL, true)
                .withSettings(settings -> settings.withReplay(new ReplayRules(parents, false)));
        return Rebase.run(request, ProgressListener.NONE).pathConflicts().stream()
                .map(RebaseConflictsTest::text)
                .toList();
    }

    private List<String> conflicts(LayerBuilder newLayer, LayerBuilder... own) throws IOException {
        return conflicts(SymlinkParents.OVERLAY, oldBase, newLayer, own);
    }

    private static String text(PathConflict conflict) {
        return (conflict.layer() == 0 ? "" : "layer " + conflict.layer() + " ") + conflict.dependency() + " "
                + conflict.path();
    }

    @Test
    void aDeletedFileThatIsGoneOrOtherConflicts() throws IOException {
        LayerBuilder own = layer().whiteout("d/a").whiteout("d/b");
        assertEquals(
                List.of("layer 2 removes /d/a", "layer 2 removes /d/b"),
                conflicts(layer().dir("d/").file("d/a", "other").dir("e/"), own));
    }

    @Test
    void whatIsTheSameButForItsTimeDoesNotConflict() throws IOException {
        LayerBuilder own =
                layer().dir("d/").mtime(9).whiteout("d/a").file("d/b", "mine").file("e/new", "N");
        assertEquals(
                List.of(),
                conflicts(
                        layer().dir("d/")
                                .mtime(5)
                                .file("d/a", "A")
                                .mtime(6)
                                .file("d/b", "B")
                                .mtime(7)
                                .dir("e/")
                                .file("other", "O"),
                        own));
    }

    @Test
    void anOverwrittenFileThatChangedConflicts() throws IOException {
        LayerBuilder own = layer().file("d/a", "mine");
        assertEquals(
                List.of("layer 3 overwrites /d/a"),
                conflicts(layer().dir("d/").file("d/a", "AA").file("d/b", "B").dir("e/"), layer().file("x", ""), own));
        assertEquals(
                List.of("layer 2 overwrites /d/a"),
                conflicts(layer().dir("d/").file("d/a", "Z").file("d/b", "B").dir("e/"), own),
                "content of equal length");
        assertEquals(
                List.of("layer 2 overwrites /d/a"),
                conflicts(
                        layer().dir("d/")
                                .file("d/a", "A")
                                .mode(0600)
                                .file("d/b", "B")
                                .dir("e/"),
                        own));
    }

    @Test
    void aNewFileThatTheNewBaseHasTooConflicts() throws IOException {
        assertEquals(
                List.of("layer 2 overwrites /e/n"),
                conflicts(
                        layer().dir("d/")
                                .file("d/a", "A")
                                .file("d/b", "B")
                                .dir("e/")
                                .file("e/n", "base's"),
                        layer().file("e/n", "mine")));
    }

    @Test
    void whatGoesWithADirectoryConflictsPathByPath() throws IOException {
        LayerBuilder fresh = layer().dir("d/")
                .file("d/a", "A")
                .file("d/b", "B")
                .file("d/c", "C")
                .dir("e/");
        assertEquals(List.of("layer 2 removes /d/c"), conflicts(fresh, layer().whiteout("d")));
        assertEquals(
                List.of("layer 2 removes /d/c"),
                conflicts(fresh, layer().opaque("d/").file("d/x", "X")));
        assertEquals(List.of("layer 2 removes /d/c"), conflicts(fresh, layer().file("d", "a file now")));
    }

    @Test
    void aDirectoryDescribedAgainConflictsIfItsAttributesChanged() throws IOException {
        LayerBuilder own = layer().dir("e/").file("e/x", "X");
        assertEquals(
                List.of("layer 2 describes /e"),
                conflicts(
                        layer().dir("d/")
                                .file("d/a", "A")
                                .file("d/b", "B")
                                .dir("e/")
                                .mode(0700),
                        own));
        assertEquals(
                List.of("layer 2 describes /e"),
                conflicts(layer().dir("d/").file("d/a", "A").file("d/b", "B"), own));
        assertEquals(
                List.of(),
                conflicts(
                        layer().dir("d/")
                                .file("d/a", "A")
                                .file("d/b", "B")
                                .dir("e/")
                                .mode(0700),
                        layer().file("e/x", "X")));
    }

    @Test
    void aParentThatIsNoDirectoryAnyMoreConflicts() throws IOException {
        LayerBuilder own = layer().file("e/x", "X");
        assertEquals(
                List.of("layer 2 overwrites /e"),
                conflicts(layer().dir("d/").file("d/a", "A").file("d/b", "B").symlink("e", "d"), own));
        assertEquals(
                List.of("needs /e"),
                conflicts(layer().dir("d/").file("d/a", "A").file("d/b", "B"), own));
    }

    @Test
    void aLinkToAFileThatChangedConflicts() throws IOException {
        assertEquals(
                List.of("layer 2 links /d/a"),
                conflicts(
                        layer().dir("d/").file("d/a", "AA").file("d/b", "B").dir("e/"), layer().hardLink("h", "d/a")));
    }

    @Test
    void aLinkToAFileThatIsGoneCannotBeMade() {
        LayerBuilder fresh = layer().dir("d/").file("d/b", "B").dir("e/");
        String message = assertThrows(UnmetRequestException.class, () -> conflicts(fresh, layer().hardLink("h", "d/a")))
                .getMessage();
        assertTrue(message.contains("\"d/a\", which does not exist"), message);
    }

    @Test
    void whatALinkLeadsElsewhereConflicts() throws IOException {
        LayerBuilder from = layer().dir("a/").dir("b/").symlink("ln", "a");
        LayerBuilder to = layer().dir("a/").dir("b/").symlink("ln", "b");
        assertEquals(
                List.of("diverts /a/x", "diverts /b/x"),
                conflicts(SymlinkParents.FOLLOW, from, to, layer().file("ln/x", "X")));
        assertEquals(
                List.of("layer 2 overwrites /ln"),
                conflicts(SymlinkParents.OVERLAY, from, to, layer().file("ln/x", "X")));
    }

    @Test
    void theRootConflictsAsOtherDirectoriesDo() throws IOException {
        assertEquals(
                List.of("layer 2 describes /"),
                conflicts(
                        SymlinkParents.OVERLAY,
                        layer().dir("./").file("a", "A"),
                        layer().dir("./").mode(0700).file("a", "A"),
                        layer().dir("./").file("x", "X")));
    }

    @Test
    void whatTheImageDidToItsOwnFilesDoesNotConflict() throws IOException {
        assertEquals(
                List.of(),
                conflicts(
                        layer().dir("d/").file("d/a", "AA"),
                        layer().dir("o/").file("o/x", "1").file("o/y", "2"),
                        layer().dir("o/").whiteout("o/x").file("o/y", "3")));
    }
}
