// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.TargetDirectory.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into OCI layouts, which keep what they have: names, and other images. */
class LayoutOutputTest {
    @TempDir
    Path directory;

    private TargetDirectory target;

    @BeforeEach
    void target() throws IOException {
        target = TargetDirectory.in(directory);
    }

    private void assertBlobsAreTheirNames() throws IOException {
        for (String name : target.files()) {
            if (name.startsWith("blobs/sha256/")) {
                assertEquals(
                        "blobs/sha256/"
                                + Blobs.hex(Files.readAllBytes(target.path().resolve(name))),
                        name);
            }
        }
    }

    @Test
    void newLayoutHasTheImageUnderItsOldName() throws IOException {
        String digest = target.add(app("app:1", "x"));
        assertEquals(
                "1.0.0", target.json("oci-layout").get("imageLayoutVersion").asText());
        JsonNode entry = target.json("index.json").get("manifests").get(0);
        assertEquals(digest, entry.get("digest").asText());
        assertEquals(
                "docker.io/library/app:1",
                entry.at("/annotations/io.containerd.image.name").asText());
        assertEquals(5, target.files().size());
        assertBlobsAreTheirNames();
    }

    @Test
    void nameBehindTheDirectoryIsTakenAsItIs() throws IOException {
        assertEquals(
                List.of(),
                target.run(app("app:1", "x"), new Destination.Layout(target.path(), "small"))
                        .tags());
        assertEquals(List.of("small"), target.refs());
    }

    @Test
    void tagsAreNamesBesideIt() throws IOException {
        Squash.run(
                SquashRequest.of(target.source(app("app:1", "x")), new Destination.Layout(target.path(), "small"))
                        .withTags(List.of(Reference.parse("app:2"))),
                ProgressListener.NONE);
        assertEquals(List.of("small", "2"), target.refs());
    }

    @Test
    void imageMayHaveAnotherNameThereAlready() throws IOException {
        target.add(app("app:1", "x"));
        SquashReport report = Squash.run(
                        SquashRequest.of(target.source(app("app:1", "x")), new Destination.Layout(target.path()))
                                .withTags(List.of(Reference.parse("app:2"))),
                        ProgressListener.NONE)
                .only();
        assertTrue(report.verified());
        assertEquals(List.of("1", "2"), target.refs());
    }

    @Test
    @DisplayName("B6 a layout without oci-layout gets one, and keeps its images")
    void layoutGetsWhatItLacks() throws IOException {
        target.add(app("app:1", "x"), "a");
        Files.delete(target.path().resolve("oci-layout"));
        target.add(app("app:1", "y"), "b");

        assertEquals(List.of("a", "b"), target.refs());
        assertEquals(
                "1.0.0", target.json("oci-layout").get("imageLayoutVersion").asText());
    }

    @Test
    @DisplayName("B6 a layout of a later version 1.x keeps it")
    void layoutKeepsItsVersion() throws IOException {
        target.add(app("app:1", "x"), "a");
        Files.writeString(target.path().resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.2.0\"}");
        target.add(app("app:1", "y"), "b");

        assertEquals(List.of("a", "b"), target.refs());
        assertEquals(
                "1.2.0", target.json("oci-layout").get("imageLayoutVersion").asText());
    }

    @Test
    void layoutKeepsItsOtherImages() throws IOException {
        target.add(app("app:1", "x"), "a");
        List<String> before = target.files();
        target.add(app("app:1", "y"), "b");
        assertEquals(List.of("a", "b"), target.refs());
        assertTrue(target.files().containsAll(before));
        assertBlobsAreTheirNames();
    }

    @Test
    void sameNameIsGivenToTheNewImage() throws IOException {
        target.add(app("app:1", "x"), "a");
        target.add(app("app:1", "y"), "b");
        String digest = target.add(app("app:1", "z"), "a");
        assertEquals(List.of("b", "a"), target.refs());
        assertEquals(digest, target.json("index.json").at("/manifests/1/digest").asText());
    }

    @Test
    void imagesOfOneTagAreKeptApartByTheirFullNames() throws IOException {
        target.add(app("app:1", "x"));
        target.add(app("db:1", "y"));
        assertEquals(List.of("1", "docker.io/library/db:1"), target.refs());
        target.add(app("db:1", "z"));
        assertEquals(List.of("1", "docker.io/library/db:1"), target.refs());
    }

    @Test
    void unknownKeysOfTheIndexStay() throws IOException {
        target.add(app("app:1", "x"), "a");
        Path index = target.path().resolve("index.json");
        String text = Files.readString(index);
        Files.writeString(
                index,
                text.replace("\"digest\"", "\"data\":\"e30=\",\"digest\"").replaceFirst("\\{", "{\"k\":\"v\","));
        target.add(app("app:1", "y"), "b");
        assertEquals("v", target.json("index.json").get("k").asText());
        assertEquals("e30=", target.json("index.json").at("/manifests/0/data").asText());
    }

    @Test
    void imageOfALayoutIsSquashedIntoIt() throws IOException {
        target = new TargetDirectory(ArchiveDialect.OCI_DIRECTORY.write(app("app:1", "x"), directory), directory);
        Squash.run(
                SquashRequest.of(new Source.Archive(target.path()), new Destination.Layout(target.path(), "small")),
                ProgressListener.NONE);
        assertEquals(List.of("docker.io/library/app:1", "small"), target.refs());
    }
}
