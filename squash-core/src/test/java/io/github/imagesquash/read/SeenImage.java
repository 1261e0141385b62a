// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was seen of an image while its archive was open; to be compared with what a builder put in.
 *
 * @param tags its names in full, sorted
 * @param platform what it runs on
 * @param configDigest its config
 * @param layers the digests of the layers' tars as read and decompressed, base first
 * @param createdBy the step that made each layer
 */
record SeenImage(List<String> tags, String platform, String configDigest, List<String> layers, List<String> createdBy) {
    static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    /** A selected image, and what was warned of on the way. */
    record Opened(SeenImage image, Image raw, List<Warnings.Tally> warnings) {
        List<Warning.Kind> kinds() {
            return warnings.stream().map(tally -> tally.first().kind()).toList();
        }
    }

    /** What a reader should see of an image that has names without a registry. */
    static SeenImage expected(ImageBuilder image) {
        return new SeenImage(
                image.names().stream()
                        .map(name -> Reference.parse(name).toString())
                        .sorted()
                        .toList(),
                "linux/amd64",
                Blobs.digest(image.configBytes()),
                image.layers().stream().map(StoredTar::diffId).toList(),
                IntStream.rangeClosed(1, image.layers().size())
                        .mapToObj(step -> "step " + step)
                        .toList());
    }

    /** Opens a file or directory. */
    static Opened open(Path archive, ImageSelector selection) throws IOException {
        Warnings warnings = new Warnings();
        try (Spool spool = new Spool(TEMPORARY);
                ImageArchive opened = ImageArchive.open(archive, spool, Limits.DEFAULT, ByteMeter.NONE, warnings)) {
            return see(opened.select(selection), warnings);
        }
    }

    /** Opens a stream that messages call {@code old.tar}. */
    static Opened open(byte[] archive, ImageSelector selection) throws IOException {
        Warnings warnings = new Warnings();
        try (Spool spool = new Spool(TEMPORARY);
                ImageArchive opened = ImageArchive.open(
                        new ByteArrayInputStream(archive),
                        "old.tar",
                        spool,
                        Limits.DEFAULT,
                        ByteMeter.NONE,
                        warnings)) {
            return see(opened.select(selection), warnings);
        }
    }

    static Opened open(ArchiveMembers archive) throws IOException {
        return open(archive.toBytes(), ImageSelector.ONLY);
    }

    /** The whole message with which {@code old.tar} is refused. */
    static String refusal(byte[] archive, ImageSelector selection) {
        return assertThrows(InvalidImageException.class, () -> open(archive, selection))
                .getMessage();
    }

    /** The whole message with which {@code old.tar}, itself sound, is said not to have the image. */
    static String unmet(ArchiveMembers archive, ImageSelector selection) {
        return assertThrows(UnmetRequestException.class, () -> open(archive.toBytes(), selection))
                .getMessage();
    }

    static String unmet(ArchiveMembers archive) {
        return unmet(archive, ImageSelector.ONLY);
    }

    static String refusal(ArchiveMembers archive) {
        return refusal(archive.toBytes(), ImageSelector.ONLY);
    }

    static String refusal(ArchiveMembers archive, ImageSelector selection) {
        return refusal(archive.toBytes(), selection);
    }

    static ImageSelector image(String name) {
        return WantedImage.named(name).on(Platform.ANY);
    }

    static ImageSelector platform(String platform) {
        return WantedImage.ONLY.on(Platform.parse(platform));
    }

    static ImageSelector trust(Preferences.Trust trust) {
        return new WantedImage(Optional.empty(), Preferences.trusting(trust)).on(Platform.ANY);
    }

    private static Opened see(Image image, Warnings warnings) throws IOException {
        List<String> layers = new ArrayList<>();
        for (Layer layer : image.layers()) {
            layers.add(tarDigest(layer));
        }
        SeenImage seen = new SeenImage(
                image.tags().stream().map(Reference::toString).toList(),
                image.platform().toString(),
                image.configDigest().toString(),
                layers,
                image.layers().stream().map(Layer::createdBy).toList());
        return new Opened(seen, image, warnings.tallies());
    }

    private static String tarDigest(Layer layer) throws IOException {
        try (InputStream tar =
                layer.compression().decompress(layer.blob().stream(), DecodeRules.STRICT, layer.where())) {
            return Blobs.digest(tar.readAllBytes());
        }
    }
}
