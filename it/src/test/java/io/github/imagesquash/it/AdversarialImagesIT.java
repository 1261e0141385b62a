// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An image made to go wrong shows the same file system before and after, whatever it becomes. All are loaded into Docker
 * and laid by the kernel; each is loaded once for all its tests.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AdversarialImagesIT {
    /** A file so large that a previous image's layer is worth keeping. */
    private static final ImageBuilder PADDING =
            ImageBuilder.image("padding:1").layer(layer().file("squash-it-padding", "L".repeat(100_000)));

    @TempDir
    static Path directory;

    private Engine engine;
    private Optional<Original> original = Optional.empty();

    /** What an image becomes. */
    private enum Result {
        ONE_LAYER,
        FOUR_LAYERS,
        LAYERS_OF_THE_NIGHT_BEFORE
    }

    /**
     * An image in the engine.
     *
     * @param archive as the engine saves it
     * @param previous the same image without its last layer, squashed
     * @param listing what the kernel shows of it
     */
    private record Original(AdversarialImage made, Path archive, Path previous, FileListing listing) {}

    static Stream<Arguments> imagesAndResults() {
        return AdversarialImages.all()
                .flatMap(image -> Stream.of(Result.values()).map(result -> arguments(image, result)));
    }

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

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("imagesAndResults")
    void showsTheSameFiles(AdversarialImage made, Result result) throws IOException {
        Original before = original(made);
        String name = made.name().replace(":1", ":" + result.ordinal());
        Path archive = before.archive().resolveSibling(result + ".tar");
        SquashRequest request = Squasher.request(before.archive(), archive).withTags(List.of(Reference.parse(name)));
        int most = switch (result) {
            case ONE_LAYER -> {
                Squasher.run(request);
                yield 1;
            }
            case FOUR_LAYERS -> {
                Squasher.run(request.withGrouping(new Grouping.IntoLayers(4)));
                yield 4;
            }
            case LAYERS_OF_THE_NIGHT_BEFORE -> {
                Source previous = new Source.Archive(before.previous());
                SquashRequest onto = request.withSafeguards(Safeguards.NONE)
                        .withGrouping(new GroupingChoice.OntoPrevious(
                                new BaseImage("previous", previous, WantedImage.ONLY), 32));
                assertEquals(1, Squasher.run(onto).reuse().kept());
                yield 2;
            }
        };
        engine.load(archive);
        assertTrue(engine.layers(name) <= most);
        made.expected(before.listing()).assertSame(engine.list(name));
    }

    private Original original(AdversarialImage made) throws IOException {
        if (original.filter(there -> there.made() == made).isEmpty()) {
            original = Optional.of(load(made));
        }
        return original.orElseThrow();
    }

    private Original load(AdversarialImage made) throws IOException {
        removeImages();
        Path place = Files.createTempDirectory(directory, made.id());
        List<StoredTar> layers = made.image().layers();
        Path shorter = written(made, layers.subList(0, layers.size() - 1), place.resolve("shorter"));
        Path previous = place.resolve("previous.tar");
        Squasher.run(Squasher.request(shorter, previous).withSafeguards(Safeguards.NONE));
        engine.load(written(made, layers, place.resolve("whole")));
        Path saved = engine.save(made.name(), place.resolve("old.tar"));
        return new Original(made, saved, previous, engine.list(made.name()));
    }

    private static Path written(AdversarialImage made, List<StoredTar> layers, Path place) throws IOException {
        ImageBuilder image = ImageBuilder.image(made.name());
        Stream.concat(PADDING.layers().stream(), layers.stream())
                .forEach(layer -> image.layer(layer.tar(), layer.compression()));
        return ArchiveDialect.DOCKER_LEGACY.write(image, Files.createDirectory(place));
    }
}
