// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ReplayRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whiteouts below links and files and in directories that do not exist: the result shows what Docker shows of the image,
 * however many layers are merged; where links are followed, what umoci unpacks. Catalogue W26 and W33 to W36, T12.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WhiteoutPathsIT {
    private static final String NAME = Engine.imageName("whiteout-paths");
    private static final String SQUASHED = NAME.replace(":1", ":squashed");

    private Engine engine;

    @TempDir
    Path directory;

    /** Layers, and the directories that only an engine dates. */
    private record Case(Set<String> undated, List<LayerBuilder> layers) {
        static Case of(Set<String> undated, LayerBuilder... layers) {
            return new Case(undated, List.of(layers));
        }

        @Override
        public String toString() {
            return String.join(" and ", undated.stream().sorted().toList()) + " of " + layers.size() + " layers";
        }
    }

    @BeforeAll
    void connect() {
        Needs.root();
        Needs.program("getfattr", "attr");
        Needs.program("umoci", "umoci");
        engine = Engine.connect();
    }

    @AfterAll
    void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    private static LayerBuilder base(String target) {
        return layer().dir("etc/")
                .file("etc/x", "X")
                .dir("etc/s/")
                .file("etc/s/y", "Y")
                .symlink("lb", "etc")
                .fifo("p")
                .symlink("la", target);
    }

    static Stream<Case> belowLinks() {
        return Stream.of("/etc", "etc", "lb", "/nowhere", "la", "p", "/", "../../etc")
                .flatMap(target -> Stream.of(
                        Case.of(Set.of("la"), base(target), layer().whiteout("la/x")),
                        Case.of(Set.of("la"), base(target), layer().opaque("la")),
                        Case.of(
                                Set.of("la"),
                                base(target),
                                layer().file("la/z", "Z").whiteout("la/x")),
                        Case.of(Set.of("la"), base(target), layer().opaque("la"), layer().file("la/z", "Z")),
                        Case.of(
                                Set.of("la", "la/s"),
                                base(target),
                                layer().whiteout("la/s/y").file("la/z", "Z")),
                        Case.of(Set.of("la", "la/s"), base(target), layer().opaque("la/s"), layer().dir("la/s/"))));
    }

    static Stream<Case> belowFilesAndNothing() {
        LayerBuilder base = base("etc");
        return Stream.of(
                Case.of(Set.of("p"), base, layer().whiteout("p/x")),
                Case.of(Set.of("p"), base, layer().opaque("p").file("p/z", "Z")),
                Case.of(Set.of("p", "p/d"), base, layer().whiteout("p/d/x"), layer().file("p/d/x", "X")),
                Case.of(Set.of("nix", "nix/da"), base, layer().opaque("nix/da")),
                Case.of(Set.of("nix", "nix/da"), base, layer().whiteout("nix/da/x")),
                Case.of(Set.of("nix", "nix/da"), layer().whiteout("nix/da/x"), layer().opaque("nix/da")),
                Case.of(Set.of("nix"), base, layer().whiteout("nix/x"), layer().whiteout("nix")),
                Case.of(
                        Set.of("etc", "etc/s"),
                        base,
                        layer().dir("etc/").opaque("etc").whiteout("etc/s/y")),
                Case.of(
                        Set.of(),
                        base,
                        layer().dir("o/").symlink("lo", "o").whiteout("lo/x").file("lo/z", "Z")),
                Case.of(Set.of(), base, layer().dir("etc/").symlink("lo", "etc").whiteout("lo/x")),
                Case.of(
                        Set.of(),
                        base,
                        layer().dir("etc/").symlink("lo", "/etc").opaque("lo")),
                Case.of(Set.of(), base, layer().dir("").file("z", "Z"), layer().dir("///")));
    }

    @ParameterizedTest
    @MethodSource({"belowLinks", "belowFilesAndNothing"})
    void dockerShowsTheSameBeforeAndAfter(Case made) throws IOException {
        Path old = write(made);
        engine.load(old);
        FileListing before = engine.list(NAME).withoutTimes(made.undated());
        for (int layers = 1; layers <= made.layers().size(); layers++) {
            Path squashed = directory.resolve(layers + ".tar");
            Squasher.run(Squasher.request(old, squashed)
                    .withTags(List.of(Reference.parse(SQUASHED)))
                    .withLayers(new LayerChoice.Upper(layers)));
            engine.load(squashed);
            assertEquals("", before.differences(engine.list(SQUASHED).withoutTimes(made.undated())), "upper " + layers);
        }
    }

    static Stream<Case> followed() {
        return Stream.of("/etc", "etc", "lb", "../../etc")
                .flatMap(target -> Stream.of(
                        Case.of(Set.of(), base(target), layer().whiteout("la/x")),
                        Case.of(Set.of(), base(target), layer().opaque("la").file("la/z", "Z")),
                        Case.of(
                                Set.of(),
                                base(target),
                                layer().file("la/z", "Z").whiteout("la/x")),
                        Case.of(Set.of(), base(target), layer().whiteout("la/s/y"), layer().whiteout("la/s")),
                        Case.of(Set.of(), base(target), layer().opaque("la/s").whiteout("lb/x")),
                        Case.of(Set.of(), base(target), layer().whiteout("la").whiteout("la/x")),
                        Case.of(Set.of(), base(target), layer().whiteout("la/x").whiteout("la")),
                        Case.of(Set.of(), base(target), layer().dir("la/").whiteout("la/x")),
                        Case.of(Set.of(), base(target), layer().whiteout("la/x").dir("la/"))));
    }

    static Stream<Case> followedToNothing() {
        return Stream.of("/nowhere", "p")
                .flatMap(target -> Stream.of(
                        Case.of(Set.of(), base(target), layer().whiteout("la/x")),
                        Case.of(Set.of(), base(target), layer().opaque("la")),
                        Case.of(Set.of(), base(target), layer().whiteout("p/x").opaque("p"))));
    }

    @ParameterizedTest
    @MethodSource({"followed", "followedToNothing"})
    void umociUnpacksWhatIsFollowed(Case made) throws IOException {
        Path old = write(made);
        Path squashed = directory.resolve("squashed.tar");
        Squasher.run(Squasher.request(old, squashed)
                .withTags(List.of(Reference.parse(SQUASHED)))
                .withSettings(settings -> settings.withReplay(new ReplayRules(SymlinkParents.FOLLOW, false))));
        Set<String> dated = Set.of("etc", "etc/s");
        FileListing expected = FileLister.unpacked("docker-archive:" + old, directory.resolve("old"));
        FileListing found = FileLister.unpacked("docker-archive:" + squashed, directory.resolve("new"));
        assertEquals("", expected.withoutTimes(dated).differences(found.withoutTimes(dated)));
    }

    private Path write(Case made) throws IOException {
        ImageBuilder image = ImageBuilder.image(NAME);
        made.layers().forEach(image::layer);
        return ArchiveDialect.DOCKER_LEGACY.write(image, Files.createDirectories(directory.resolve("in")));
    }
}
