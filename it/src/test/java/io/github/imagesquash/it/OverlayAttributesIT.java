// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ReplayRules;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attributes of overlay file systems in a layer: what the kernel shows in Docker and in podman of the image, it shows of the
 * result; where engines and kernels do not agree, squash refuses. Decision 25.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OverlayAttributesIT {
    private static final String NAME = Engine.imageName("overlay-attributes");
    private static final String SQUASHED = NAME.replace(":1", ":squashed");
    private static final List<String> IGNORED =
            List.of("origin", "impure", "nlink", "upper", "uuid", "protattr", "fake");

    private Engine engine;

    @TempDir
    Path directory;

    @BeforeAll
    void connect() {
        Needs.root();
        Needs.program("getfattr", "attr");
        engine = Engine.connect();
    }

    @AfterAll
    void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    private static LayerBuilder base() {
        return layer().dir("a/").file("a/one", "1").dir("b/").file("b/two", "2").file("f", "old");
    }

    private static Arguments shown(String attribute, LayerBuilder upper) {
        return Arguments.of(attribute, upper);
    }

    static Stream<Arguments> attributesThatAreShownOrObeyed() {
        Stream<Arguments> opaque = Stream.of(
                shown(
                        "trusted.overlay.opaque",
                        layer().dir("a/").xattr("trusted.overlay.opaque", "y").file("a/new", "N")),
                shown(
                        "trusted.overlay.overlay.opaque",
                        layer().dir("a/").xattr("trusted.overlay.overlay.opaque", "y")));
        Stream<Arguments> ignored = IGNORED.stream()
                .map(name -> shown(
                        "trusted.overlay." + name,
                        layer().dir("a/")
                                .xattr("trusted.overlay." + name, "y")
                                .file("f", "new")
                                .xattr("trusted.overlay." + name, "y")));
        Stream<Arguments> users = Stream.of("fake", "origin", "opaque", "redirect", "metacopy", "whiteout")
                .map(name -> shown(
                        "user.overlay." + name,
                        layer().dir("a/")
                                .xattr("user.overlay." + name, "y")
                                .file("f", "new")
                                .xattr("user.overlay." + name, "y")));
        return Stream.of(opaque, ignored, users).flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attributesThatAreShownOrObeyed")
    @DisplayName("A2 P3 Docker and podman show the same before and after")
    void theKernelShowsTheSameBeforeAndAfter(String attribute, LayerBuilder upper) throws IOException {
        Path old = write(upper);
        engine.load(old);
        FileListing before = engine.list(NAME);
        before.assertSame(inPodman(old));
        assertEquals(
                attribute.startsWith("user."), before.file("a").containsKey(attribute), before.file("a")::toString);
        for (int layers = 1; layers <= 2; layers++) {
            Path squashed = directory.resolve(layers + ".tar");
            Squasher.run(request(old, squashed).withLayers(new LayerChoice.Upper(layers)));
            engine.load(squashed);
            assertEquals("", before.differences(engine.list(SQUASHED)), "upper " + layers + " in Docker");
            assertEquals("", before.differences(inPodman(squashed)), "upper " + layers + " in podman");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a"})
    @DisplayName("A2 a redirect shows what another path has, or is refused, and is no empty directory")
    void redirectIsRefusedSinceTheKernelFollowsIt(String target) throws IOException {
        Path old = write(layer().dir("moved/").xattr("trusted.overlay.redirect", target));
        engine.load(old);
        FileListing inDocker = engine.list(NAME);
        assertTrue(
                inDocker.files().containsKey("moved/one"),
                () -> inDocker.files().keySet() + "");

        assertRefused(old, "trusted.overlay.redirect");
        Path lenient = directory.resolve("lenient.tar");
        Squasher.run(request(old, lenient)
                .withSettings(settings -> settings.withReplay(new ReplayRules(SymlinkParents.OVERLAY, true))));
        engine.load(lenient);
        assertNotEquals("", inDocker.differences(engine.list(SQUASHED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metacopy", "whiteout"})
    @DisplayName("A2 what may show another file's content, or none, is refused")
    void metacopyAndWhiteoutAreRefused(String name) throws IOException {
        assertRefused(write(layer().file("f", "").xattr("trusted.overlay." + name, "y")), "trusted.overlay." + name);
    }

    private void assertRefused(Path old, String attribute) {
        InvalidImageException refusal = assertThrows(
                InvalidImageException.class, () -> Squasher.run(request(old, directory.resolve("refused.tar"))));
        assertTrue(String.valueOf(refusal.getMessage()).contains(attribute), refusal::getMessage);
    }

    private static SquashRequest request(Path old, Path squashed) {
        return Squasher.request(old, squashed).withTags(List.of(Reference.parse(SQUASHED)));
    }

    private Path write(LayerBuilder upper) throws IOException {
        return ArchiveDialect.DOCKER_LEGACY.write(
                ImageBuilder.image(NAME).layer(base()).layer(upper), Files.createDirectories(directory.resolve("in")));
    }

    /** What podman's overlay shows, in a storage of the test's own. */
    private FileListing inPodman(Path archive) throws IOException {
        Needs.program("podman", "podman");
        Path place = Files.createTempDirectory(directory, "podman");
        Path configuration = Files.writeString(place.resolve("storage.conf"), """
                [storage]
                driver = "overlay"
                graphroot = "%1$s/storage"
                runroot = "%1$s/run"
                """.formatted(place));
        try {
            podman(configuration, "load", "--quiet", "--input", archive.toString());
            String image = podman(configuration, "images", "--quiet");
            return FileLister.list(Path.of(podman(configuration, "image", "mount", image)));
        } finally {
            podman(configuration, "image", "unmount", "--all");
            podman(configuration, "rmi", "--all", "--force");
            Program.of("umount", place.resolve("storage/overlay").toString()).run();
        }
    }

    private static String podman(Path configuration, String... arguments) throws IOException {
        Program program = Program.of(List.of("podman"), arguments)
                .environment("CONTAINERS_STORAGE_CONF", configuration.toString());
        return new String(program.output()).strip();
    }
}
