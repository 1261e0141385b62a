// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.report.ResultLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base image is kept: all layers that it has are, and stay the blobs that they are. */
class BaseChoiceTest {
    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    @TempDir
    Path directory;

    private static ImageBuilder base() {
        return image("base:1").layer(layer().file("a", "A")).layer(layer().file("b", "B"));
    }

    private static ImageBuilder app() {
        return base().layer(layer().file("c", "C")).layer(layer().whiteout("a").file("d", "D"));
    }

    private BaseImage named(String name, ImageBuilder image) throws IOException {
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "base"));
        return new BaseImage(name, new Source.Archive(archive), WantedImage.ONLY);
    }

    private SquashRequest request(ImageBuilder image, LayerChoice choice) throws IOException {
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
        return SquashRequest.of(new Source.Archive(archive), new Destination.Archive(directory.resolve("new.tar")))
                .withLayers(choice);
    }

    /** Which layers of the result were kept. */
    private List<Boolean> kept(LayerChoice choice) throws IOException {
        return Squash.run(request(app(), choice), ProgressListener.NONE).only().result().stream()
                .map(ResultLayer::kept)
                .toList();
    }

    private String refusal(ImageBuilder image, LayerChoice choice) {
        return refusal(UnmetRequestException.class, image, choice);
    }

    private String refusal(Class<? extends IOException> expected, ImageBuilder image, LayerChoice choice) {
        String message = assertThrows(expected, () -> Squash.run(request(image, choice), ProgressListener.NONE))
                .getMessage();
        return message.substring(message.indexOf(": ") + 2);
    }

    @Test
    void allLayersOfTheBaseAreKept() throws IOException {
        assertEquals(List.of(true, true, false), kept(new BaseChoice.Above(named("base.tar", base()))));
    }

    @Test
    void hexDigitsMayBeThoseOfALayerOrOfAnImage() throws IOException {
        BaseImage image = named("0123456789ab", base());
        String lowest = base().layers().getFirst().diffId();
        assertEquals(
                List.of(true, false),
                kept(new BaseChoice.AboveLayerOrImage(new LayerChoice.AboveLayer(lowest), image)));
        assertEquals(
                List.of(true, true, false),
                kept(new BaseChoice.AboveLayerOrImage(new LayerChoice.AboveLayer("0123456789ab"), image)));
    }

    @Test
    void stepsOfTheHistoryAreCountedFromBothEnds() throws IOException {
        for (int step : List.of(2, -2)) {
            assertEquals(List.of(true, true, false), kept(new LayerChoice.AboveStep(step)));
        }
        assertEquals(List.of(false), kept(new LayerChoice.AboveStep(-4)));
        assertEquals("the history has no step -5, only 4", refusal(app(), new LayerChoice.AboveStep(-5)));
    }

    @Test
    void stepsThatMadeNoLayerAloneAreRefused() throws IOException {
        ImageBuilder app = app().emptyStep("ENV A=1").emptyStep("CMD x");
        assertEquals(
                "there is no layer above step -2 of the history: there is nothing to merge",
                refusal(app, new LayerChoice.AboveStep(-2)));
    }

    @Test
    void theBaseIsNotOverwritten() throws IOException {
        Path base = ArchiveDialect.BUILDX_DOCKER.write(base(), directory);
        Path output = Files.move(base, directory.resolve("new.tar"));
        byte[] before = Files.readAllBytes(output);
        BaseImage named = new BaseImage("new.tar", new Source.Archive(output), WantedImage.ONLY);
        for (LayerChoice choice : List.of(new BaseChoice.Above(named), new BaseChoice.MostInCommon(List.of(named)))) {
            assertEquals("the output is the input; choose another name", refusal(app(), choice));
        }
        assertArrayEquals(before, Files.readAllBytes(output));
    }

    @Test
    void aBaseThatIsNoneIsRefusedByBothDiffIds() throws IOException {
        ImageBuilder other = image("base:1").layer(layer().file("a", "A")).layer(layer().file("b", "other"));
        assertEquals(
                "is not built on base.tar: layer 2 has the diff ID "
                        + app().layers().get(1).diffId() + ", that of the base "
                        + other.layers().get(1).diffId(),
                refusal(app(), new BaseChoice.Above(named("base.tar", other))));
        assertEquals(
                "is not built on app.tar: it has 2 layers, and the base 4",
                refusal(base(), new BaseChoice.Above(named("app.tar", app()))));
        assertEquals(
                "has no layer above the 4 that it has in common with app.tar",
                refusal(app(), new BaseChoice.Above(named("app.tar", app()))));
    }

    @Test
    void ofCandidatesTheOneWithMostInCommonCounts() throws IOException {
        BaseImage none = named("none.tar", image("x:1").layer(layer().file("x", "X")));
        BaseImage one = named("one.tar", image("x:1").layer(layer().file("a", "A")));
        BaseImage three = named("three.tar", base().layer(layer().file("c", "C")));
        assertEquals(List.of(true, false), kept(new BaseChoice.MostInCommon(List.of(none, one))));
        assertEquals(List.of(true, true, true, false), kept(new BaseChoice.MostInCommon(List.of(none, three, one))));
        assertEquals(
                "has no lowest layer in common with any of the candidates none.tar",
                refusal(app(), new BaseChoice.MostInCommon(List.of(none))));
    }

    @Test
    void aCandidateThatIsNotThereIsLeftOut() throws IOException {
        BaseImage gone = new BaseImage("gone.tar", new Source.Archive(directory.resolve("gone.tar")), WantedImage.ONLY);
        BaseImage one = named("one.tar", image("x:1").layer(layer().file("a", "A")));
        assertEquals(List.of(true, false), kept(new BaseChoice.MostInCommon(List.of(gone, one))));
        assertThrows(NoSuchFileException.class, () -> kept(new BaseChoice.MostInCommon(List.of(gone))));
    }

    @Test
    void theAnnotationStaysWhereItsBaseIsKeptWhole() throws IOException {
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(base(), directory);
        String digest = WrittenArchive.of(Files.readAllBytes(archive))
                .json("index.json")
                .at("/manifests/0/digest")
                .asText();
        ImageBuilder app = app().annotation(BASE_DIGEST, digest).annotation("note", "x");
        Squash.run(request(app, new BaseChoice.Above(named("base.tar", base()))), ProgressListener.NONE);
        assertEquals(digest, annotation());
        Squash.run(request(app, new LayerChoice.Upper(2)), ProgressListener.NONE);
        assertEquals("", annotation());
    }

    private String annotation() throws IOException {
        return WrittenArchive.of(Files.readAllBytes(directory.resolve("new.tar")))
                .manifest()
                .path("annotations")
                .path(BASE_DIGEST)
                .asText();
    }

    @Test
    void annotationsThatNameNoBaseAreSaid() {
        BaseChoice annotated = new BaseChoice.Annotated(RegistryAccess.ANONYMOUS);
        assertEquals(
                "has no annotation org.opencontainers.image.base.name, so its base is unknown",
                refusal(app(), annotated));
        String wrong = refusal(
                InvalidImageException.class,
                app().annotation("org.opencontainers.image.base.name", "No/Name"),
                annotated);
        assertTrue(wrong.startsWith("the annotations name a base \"No/Name\": "), wrong);
    }
}
