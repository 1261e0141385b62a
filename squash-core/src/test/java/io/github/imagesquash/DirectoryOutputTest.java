package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into directories: OCI layouts, which keep what they have, and {@code dir:} layouts. */
class DirectoryOutputTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void target() throws IOException {
        target = Files.createDirectory(directory.resolve("out")).resolve("layout");
    }

    private Source source(ImageBuilder image) throws IOException {
        return new Source.Archive(
                ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in")));
    }

    private static ImageBuilder app(String name, String content) {
        return image(name).layer(layer().file("f", content)).layer(layer().file("g", content));
    }

    private static ImageBuilder broken() {
        return app("app:1", "x").layer(layer().file(".wh.", ""));
    }

    private SquashReport run(ImageBuilder image, Destination destination) throws IOException {
        return Squash.run(SquashRequest.of(source(image), destination), ProgressListener.NONE);
    }

    private String add(ImageBuilder image, String ref) throws IOException {
        return run(image, new Destination.Layout(target, ref)).after().manifestDigest();
    }

    private JsonNode json(String name) throws IOException {
        return JSON.readTree(target.resolve(name).toFile());
    }

    private List<String> refs() throws IOException {
        List<String> refs = new ArrayList<>();
        json("index.json")
                .get("manifests")
                .forEach(entry -> refs.add(entry.at("/annotations/org.opencontainers.image.ref.name")
                        .asText()));
        return refs;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void assertBlobsAreTheirNames() throws IOException {
        for (String name : files()) {
            if (name.startsWith("blobs/sha256/")) {
                assertEquals("blobs/sha256/" + Blobs.hex(Files.readAllBytes(target.resolve(name))), name);
            }
        }
    }

    @Test
    void newLayoutHasTheImageUnderItsOldName() throws IOException {
        String digest = add(app("app:1", "x"), "");
        assertEquals("1.0.0", json("oci-layout").get("imageLayoutVersion").asText());
        JsonNode entry = json("index.json").get("manifests").get(0);
        assertEquals(digest, entry.get("digest").asText());
        assertEquals(
                "docker.io/library/app:1",
                entry.at("/annotations/io.containerd.image.name").asText());
        assertEquals(5, files().size());
        assertBlobsAreTheirNames();
    }

    @Test
    void nameBehindTheDirectoryIsTakenAsItIs() throws IOException {
        assertEquals(
                List.of(),
                run(app("app:1", "x"), new Destination.Layout(target, "small")).tags());
        assertEquals(List.of("small"), refs());
    }

    @Test
    void tagsAreNamesBesideIt() throws IOException {
        Squash.run(
                SquashRequest.of(source(app("app:1", "x")), new Destination.Layout(target, "small"))
                        .withTags(List.of(Reference.parse("app:2"))),
                ProgressListener.NONE);
        assertEquals(List.of("small", "2"), refs());
    }

    @Test
    void imageMayHaveAnotherNameThereAlready() throws IOException {
        add(app("app:1", "x"), "");
        SquashReport report = Squash.run(
                SquashRequest.of(source(app("app:1", "x")), new Destination.Layout(target, ""))
                        .withTags(List.of(Reference.parse("app:2"))),
                ProgressListener.NONE);
        assertTrue(report.verified());
        assertEquals(List.of("1", "2"), refs());
    }

    @Test
    void layoutKeepsItsOtherImages() throws IOException {
        add(app("app:1", "x"), "a");
        List<String> before = files();
        add(app("app:1", "y"), "b");
        assertEquals(List.of("a", "b"), refs());
        assertTrue(files().containsAll(before));
        assertBlobsAreTheirNames();
    }

    @Test
    void sameNameIsGivenToTheNewImage() throws IOException {
        add(app("app:1", "x"), "a");
        add(app("app:1", "y"), "b");
        String digest = add(app("app:1", "z"), "a");
        assertEquals(List.of("b", "a"), refs());
        assertEquals(digest, json("index.json").at("/manifests/1/digest").asText());
    }

    @Test
    void imagesOfOneTagAreKeptApartByTheirFullNames() throws IOException {
        add(app("app:1", "x"), "");
        add(app("db:1", "y"), "");
        assertEquals(List.of("1", "docker.io/library/db:1"), refs());
        add(app("db:1", "z"), "");
        assertEquals(List.of("1", "docker.io/library/db:1"), refs());
    }

    @Test
    void unknownKeysOfTheIndexStay() throws IOException {
        add(app("app:1", "x"), "a");
        Path index = target.resolve("index.json");
        String text = Files.readString(index);
        Files.writeString(
                index,
                text.replace("\"digest\"", "\"data\":\"e30=\",\"digest\"").replaceFirst("\\{", "{\"k\":\"v\","));
        add(app("app:1", "y"), "b");
        assertEquals("v", json("index.json").get("k").asText());
        assertEquals("e30=", json("index.json").at("/manifests/0/data").asText());
    }

    @Test
    void imageOfALayoutIsSquashedIntoIt() throws IOException {
        target = ArchiveDialect.OCI_DIRECTORY.write(app("app:1", "x"), directory);
        Squash.run(
                SquashRequest.of(new Source.Archive(target), new Destination.Layout(target, "small")),
                ProgressListener.NONE);
        assertEquals(List.of("docker.io/library/app:1", "small"), refs());
    }

    @Test
    void emptyDirectoryBecomesALayout() throws IOException {
        Files.createDirectory(target);
        add(app("app:1", "x"), "a");
        assertEquals(List.of("a"), refs());
    }

    @Test
    void directoryWithOtherFilesIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("version"), "mine");
        for (Destination destination : List.of(new Destination.Layout(target, ""), new Destination.Dir(target))) {
            IOException refusal = assertThrows(IOException.class, () -> run(app("app:1", "x"), destination));
            assertTrue(refusal.getMessage().contains("has files in it, but is not"), refusal.getMessage());
        }
        assertEquals(List.of("version"), files());
    }

    @Test
    void failureLeavesNothing() {
        assertThrows(IOException.class, () -> add(broken(), "a"));
        assertFalse(Files.exists(target));
        assertEquals(0, target.getParent().toFile().list().length);
    }

    @Test
    void failureLeavesALayoutAsItWas() throws IOException {
        add(app("app:1", "x"), "a");
        List<String> before = files();
        byte[] index = Files.readAllBytes(target.resolve("index.json"));
        assertThrows(IOException.class, () -> add(broken(), "b"));
        assertEquals(before, files());
        assertArrayEquals(index, Files.readAllBytes(target.resolve("index.json")));
    }

    @Test
    void failureWhileFilesAreMovedIsUndone() throws IOException {
        run(app("app:1", "x"), new Destination.Dir(target));
        Files.delete(target.resolve("manifest.json"));
        Files.createDirectories(target.resolve("manifest.json").resolve("in the way"));
        List<String> before = files();
        assertThrows(IOException.class, () -> run(app("app:1", "y"), new Destination.Dir(target)));
        assertEquals(before, files());
    }

    @Test
    void brokenIndexIsRefusedAndLeftAsItIs() throws IOException {
        add(app("app:1", "x"), "a");
        Files.writeString(target.resolve("index.json"), "[]");
        List<String> before = files();
        assertThrows(IOException.class, () -> add(app("app:1", "y"), "b"));
        assertEquals(before, files());
    }

    @Test
    void dirHasTheManifestAndTheBlobsByTheirDigits() throws IOException {
        SquashReport report = run(app("app:1", "x"), new Destination.Dir(target));
        assertEquals(List.of(), report.tags());
        assertEquals("Directory Transport Version: 1.1\n", Files.readString(target.resolve("version")));
        assertEquals(
                report.after().manifestDigest(), Blobs.digest(Files.readAllBytes(target.resolve("manifest.json"))));
        String layer = json("manifest.json").at("/layers/0/digest").asText().substring(7);
        assertEquals(layer, Blobs.hex(Files.readAllBytes(target.resolve(layer))));
        assertEquals(4, files().size());
    }

    @Test
    void dirGivesUpItsOldImage() throws IOException {
        run(app("app:1", "x"), new Destination.Dir(target));
        SquashReport report = run(app("app:1", "y"), new Destination.Dir(target));
        assertEquals(
                report.after().manifestDigest(), Blobs.digest(Files.readAllBytes(target.resolve("manifest.json"))));
        assertEquals(4, files().size());
    }

    @Test
    void dirIsNotItsOwnOutput() throws IOException {
        run(app("app:1", "x"), new Destination.Dir(target));
        SquashRequest request = SquashRequest.of(new Source.Archive(target), new Destination.Dir(target));
        assertThrows(IOException.class, () -> Squash.run(request, ProgressListener.NONE));
        assertEquals(4, files().size());
    }

    @Test
    void whatIsWrittenCanBeReadAgain() throws IOException {
        Path dir = directory.resolve("dir");
        String digest = run(app("app:1", "x"), new Destination.Dir(dir)).after().manifestDigest();
        assertEquals(digest, add(app("app:1", "x"), "a"));
        for (Path source : List.of(dir, target)) {
            SquashRequest request = SquashRequest.of(
                    new Source.Archive(source), new Destination.Archive(directory.resolve("again.tar")));
            assertEquals(
                    digest, Squash.run(request, ProgressListener.NONE).before().manifestDigest());
        }
    }
}
