// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers of an archive that are not compressed are verified beside the writing, and no wrong one is ever accepted. */
class LayerChecksTest {
    @TempDir
    Path directory;

    /** An archive of an image in which this text, which is part of a layer, was changed. */
    private Path damaged(ImageBuilder image, String... texts) throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(image, directory);
        String bytes = Files.readString(archive, StandardCharsets.ISO_8859_1);
        for (String text : texts) {
            assertTrue(bytes.contains(text));
            bytes = bytes.replace(text, "X" + text.substring(1));
        }
        Files.writeString(archive, bytes, StandardCharsets.ISO_8859_1);
        return archive;
    }

    private SquashRequest request(Path archive) throws IOException {
        Path out = Files.createDirectories(directory.resolve("out"));
        return SquashRequest.of(new Source.Archive(archive), new Destination.Archive(out.resolve("new.tar")));
    }

    private String failure(SquashRequest request) throws IOException {
        String message = assertThrows(InvalidImageException.class, () -> Squash.run(request, ProgressListener.NONE))
                .getMessage();
        try (var left = Files.list(directory.resolve("out"))) {
            assertEquals(List.of(), left.toList(), "nothing is left");
        }
        return message;
    }

    private static ImageBuilder three() {
        return image("app:1")
                .layer(layer().file("a", "content of a"))
                .layer(layer().file("b", "content of b"))
                .layer(layer().file("c", "content of c"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangedContent(boolean verify) throws IOException {
        Path archive = damaged(three(), "content of b");
        String message = failure(request(archive).withVerify(verify));
        assertTrue(message.startsWith(archive + ": layer 2 of 3 (sha256:"), message);
        assertTrue(message.contains("diff ID: expected sha256:"), message);
    }

    @Test
    void theLowestOfSeveralIsNamed() throws IOException {
        for (int run = 0; run < 20; run++) {
            String message = failure(request(damaged(three(), "content of b", "content of c")));
            assertTrue(message.contains(": layer 2 of 3 ("), message);
        }
    }

    @Test
    void wrongDigestsExplainAnotherFaultOfTheLayer() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "content of a"))
                .layer(layer().file("b", "B").hardLink("link", "target"));
        String message = failure(request(damaged(image, "target")));
        assertTrue(message.contains(": layer 2 of 2 (") && message.contains("diff ID: expected "), message);
    }

    @Test
    void wrongDigestsExplainARefusalByAGate() throws IOException {
        Gate gate = new Gate.Efficiency("efficiency", 1);
        ImageBuilder wasteful = three().layer(layer().whiteout("a"));
        SquashRequest request = request(damaged(wasteful, "content of a"))
                .withSafeguards(new Safeguards(false, Safeguards.Largest.ANY, List.of(gate)));
        String message = failure(request);
        assertTrue(message.contains(": layer 1 of 4 (") && message.contains("diff ID: expected "), message);
    }

    @Test
    void wrongDigestsExplainAHeaderThatCannotBeRead() throws IOException {
        ImageBuilder image = three().layer(layer().file("name-of-a-file", "D"));
        String message = failure(request(damaged(image, "name-of-a-file")));
        assertTrue(message.contains(": layer 4 of 4 (") && message.contains("diff ID: expected "), message);
    }

    /** Pauses within each other, and ended twice, as after a failure. */
    @Test
    void onlyOneThreadWaitsForTheEndOfAPause() throws Exception {
        try (Spool spool = new Spool(directory);
                ImageArchive archive = ImageArchive.open(
                        ArchiveDialect.DOCKER_25.write(three(), directory),
                        spool,
                        Limits.DEFAULT,
                        ByteMeter.NONE,
                        new Warnings());
                LayerChecks one = new LayerChecks(1);
                LayerChecks two = new LayerChecks(2)) {
            Layer layer = archive.select(ImageSelector.ONLY).layers().getFirst();
            LayerChecks.Pause outer = one.pause();
            LayerChecks.Pause inner = one.pause();
            LayerChecks.Pause none = two.pause();
            one.begin(layer);
            two.begin(layer);
            two.require();
            none.close();
            inner.close();
            inner.close();
            Thread waiting = Thread.ofPlatform().start(() -> assertDoesNotThrow(one::require));
            assertFalse(waiting.join(Duration.ofMillis(100)));
            outer.close();
            assertTrue(waiting.join(Duration.ofSeconds(60)));
            one.require();
        }
    }
}
