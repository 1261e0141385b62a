// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Analysis;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.group.PullModel;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The model of {@code squash analyze --pull --bandwidth} against Docker and Podman behind a slow connection. */
@Isolated("measures time")
class PullTimeIT {
    /** 20 Mbit per second: downloads take most of the time, so that the machine's speed matters little. */
    private static final long BANDWIDTH = 2_500_000;

    private static final int PODMANS_STREAMS = 6;

    private static final double TOLERANCE = 0.2;

    /** Another program on the machine makes a pull slower, never faster. */
    private static final int TRIES = 3;

    @TempDir
    Path directory;

    private static LayerBuilder noise(int seed, int bytes) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        return layer().file("noise" + seed, content);
    }

    private static ImageBuilder oneLayer() {
        return ImageBuilder.image("app:1").layer(noise(1, 10_000_000));
    }

    private static ImageBuilder unequalLayers() {
        return ImageBuilder.image("app:1")
                .layer(noise(1, 500_000))
                .layer(noise(2, 7_000_000))
                .layer(noise(3, 500_000))
                .layer(noise(4, 1_500_000))
                .layer(noise(5, 500_000));
    }

    /** The lowest layer is downloaded at once, and unpacked while the other is downloaded. */
    private static ImageBuilder largeTarBelow() {
        return ImageBuilder.image("app:1")
                .layer(layer().file("zeros", new byte[40_000_000]))
                .layer(noise(1, 10_000_000));
    }

    @Test
    void docker() throws IOException {
        Needs.program("docker", "docker.io");
        Engine.connect().close();
        check(PullModel.USUAL_STREAMS, List.of("docker"), "pull", "--quiet");
    }

    @Test
    void podman() throws IOException {
        Needs.root();
        Needs.program("podman", "podman");
        List<String> podman = List.of(
                "podman",
                "--root=" + directory.resolve("root"),
                "--runroot=" + directory.resolve("run"),
                "--storage-driver=overlay");
        check(PODMANS_STREAMS, podman, "pull", "--quiet", "--tls-verify=false");
    }

    private void check(int streams, List<String> engine, String... pull) throws IOException {
        Needs.program("skopeo", "skopeo");
        PullModel model = new PullModel(BANDWIDTH, streams);
        for (ImageBuilder image : List.of(oneLayer(), unequalLayers(), largeTarBelow())) {
            Path place = Files.createTempDirectory(directory, "image");
            try (RegistryServer registry = RegistryServer.open(place);
                    ThrottledProxy proxy = new ThrottledProxy(registry.port(), BANDWIDTH)) {
                registry.take("docker-archive:" + ArchiveDialect.DOCKER_LEGACY.write(image, place), "app:1");
                double told = told(registry, model).toMillis();
                double took = 0;
                for (int i = 0; i < TRIES && !isNear(told, took); i++) {
                    took = pull(engine, proxy.name("app:1"), pull).toMillis();
                }
                assertTrue(isNear(told, took), "took " + took + " ms, the model says " + told);
            }
        }
    }

    private static boolean isNear(double told, double took) {
        return Math.abs(took - told) <= TOLERANCE * told;
    }

    /** Pulls an image and removes it again. */
    private static Duration pull(List<String> engine, String image, String... command) throws IOException {
        List<String> pull = new ArrayList<>(engine);
        pull.addAll(List.of(command));
        long start = System.nanoTime();
        Program.of(pull, image).output();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Program.of(engine, "rmi", "--force", image).output();
        return took;
    }

    private static Duration told(RegistryServer registry, PullModel model) throws IOException {
        AnalysisRequest request = AnalysisRequest.of(new Source.Registry(registry.address("app:1"), registry.access()))
                .withExtras(AnalysisRequest.Extra.PULL)
                .withSpeeds(model);
        return Analysis.run(request, ProgressListener.NONE)
                .pull()
                .flatMap(costs -> costs.everything().time())
                .orElseThrow();
    }
}
