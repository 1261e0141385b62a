// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that write to one directory at the same time: none loses what another has added. */
class SharedDirectoryTest {
    private static final int RUNS = 4;

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void target() throws IOException {
        target = Files.createDirectory(directory.resolve("out")).resolve("shared");
    }

    private void run(String content, Destination destination, Runnable whenWritten) throws IOException {
        Path in = Files.createTempDirectory(directory, "in");
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(
                image("app:1").layer(layer().file("f", content)).layer(layer().file("g", content)), in);
        ProgressListener listener = event -> {
            if (event.equals(new ProgressListener.Finished(ProgressListener.Stage.VERIFY))) {
                whenWritten.run();
            }
        };
        Squash.run(SquashRequest.of(new Source.Archive(archive), destination), listener);
    }

    /** Runs that are all written, and none visible, before the first becomes so. */
    private void atOnce(List<Destination> destinations) throws Exception {
        CyclicBarrier allWritten = new CyclicBarrier(destinations.size());
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> runs = new ArrayList<>();
            for (Destination destination : destinations) {
                String content = "of " + runs.size();
                runs.add(threads.submit(() -> {
                    run(content, destination, () -> await(allWritten));
                    return content;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(target.getParent())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .toList();
        }
    }

    private List<String> refs() throws IOException {
        List<String> refs = new ArrayList<>();
        new JsonMapper()
                .readTree(target.resolve("index.json").toFile())
                .get("manifests")
                .forEach(entry -> refs.add(entry.at("/annotations/org.opencontainers.image.ref.name")
                        .asText()));
        return refs.stream().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void layoutHasTheImagesOfAll(boolean existed) throws Exception {
        if (existed) {
            Files.createDirectory(target);
        }
        List<String> names =
                Stream.iterate(1, i -> i + 1).limit(RUNS).map(i -> "image" + i).toList();
        atOnce(names.stream()
                .<Destination>map(name -> new Destination.Layout(target, name))
                .toList());
        assertEquals(names, refs());
        // Each image is a layer, a config and a manifest.
        assertEquals(2 + 3 * RUNS, files().size(), () -> "something is missing, or was left behind");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dirHasTheImageOfTheLastAndNothingElse(boolean existed) throws Exception {
        if (existed) {
            Files.createDirectory(target);
        }
        atOnce(Collections.nCopies(RUNS, new Destination.Dir(target)));
        assertEquals(4, files().size(), () -> "a layer, a config, manifest.json and version: " + target);
        var manifest = new JsonMapper().readTree(target.resolve("manifest.json").toFile());
        String layer = manifest.at("/layers/0/digest").asText().replace("sha256:", "");
        assertTrue(files().contains(layer), layer);
    }

    @Test
    void directoryThatMeanwhileGotSomethingElseIsLeftAlone() throws IOException {
        IOException e = assertThrows(
                IOException.class, () -> run("x", new Destination.Layout(target, "a"), this::makeSomethingElse));
        assertEquals(target + ": has files in it, but is not an OCI layout", e.getMessage());
        assertEquals(List.of("mine"), files());
    }

    private void makeSomethingElse() {
        try {
            Files.writeString(Files.createDirectory(target).resolve("mine"), "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void lockThatAKilledRunLeftHoldsNobodyBack() throws IOException {
        run("x", new Destination.Layout(target, "a"), () -> {});
        Files.writeString(target.resolve(".squash.lock"), "");
        run("y", new Destination.Layout(target, "b"), () -> {});
        assertEquals(List.of("a", "b"), refs());
        assertTrue(Files.notExists(target.resolve(".squash.lock")));
    }
}
