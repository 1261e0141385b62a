// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.PlatformWish;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.read.Preferences;
import io.github.imagesquash.read.WantedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Chooses images of an archive of fuzzed control files. The input's parts, between zero bytes, are what is asked for and then
 * the files: a name, empty for that of a blob, and in the next line the content, in which {@code @D2} stands for the digest
 * and the size of the second file as a descriptor has them, {@code @H2} for the digits of its digest and {@code @L} for the
 * layer's digest.
 */
final class ImageChoice {
    private static final byte[] LAYER = LayerBuilder.layer().dir("t/").toBytes();
    private static final int MOST_FILES = 24;

    private ImageChoice() {}

    /** Something that is chosen. */
    private interface Choice<T> {
        T made() throws IOException;
    }

    /** Whatever is chosen is what was asked for, has its layers, and is chosen again. */
    static void read(byte[] data) throws IOException {
        String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\0", MOST_FILES);
        ImageSelector selector = selector(parts[0]);
        byte[] archive = archive(parts);
        try (Spool spool = new Spool(Path.of(System.getProperty("java.io.tmpdir")));
                ImageArchive opened = open(archive, spool);
                ImageArchive again = open(archive, spool)) {
            Optional<Image> one = attempt(() -> opened.select(selector));
            one.ifPresent(image -> requireAsked(image, selector.platform()));
            require(
                    one.map(ImageChoice::identity)
                            .equals(attempt(() -> again.select(selector)).map(ImageChoice::identity)),
                    "another one the second time");
            attempt(() -> opened.outline(selector));
            attempt(() -> opened.selectAll(selector.image())).ifPresent(images -> {
                require(!images.isEmpty(), "no platform");
                images.forEach(ImageChoice::requireForLinux);
            });
            for (Platforms platforms : List.of(new Platforms.One(selector.platform()), new Platforms.All())) {
                attempt(() -> opened.selectEach(platforms, selector.image().preferences()))
                        .ifPresent(ImageChoice::requireImages);
            }
        }
    }

    private static void requireImages(List<Tagged<Image>> images) {
        require(!images.isEmpty(), "no image");
        images.forEach(image -> {
            require(!image.platforms().isEmpty(), "an image for no platform");
            image.platforms().forEach(ImageChoice::requireForLinux);
        });
    }

    private static void requireAsked(Image image, Platform wanted) {
        requireLayers(image);
        require(
                wanted.equals(Platform.ANY)
                        || !PlatformWish.of(wanted)
                                .best(List.of(image.platform()), one -> one)
                                .isEmpty(),
                image.platform() + " does not satisfy " + wanted);
    }

    private static void requireForLinux(Image image) {
        requireLayers(image);
        require(image.platform().isLinux(), "not for Linux: " + image.platform());
    }

    private static void requireLayers(Image image) {
        require(image.layers().size() == image.config().diffIds().size(), "not as many layers as diff IDs");
    }

    private static List<String> identity(Image image) {
        return List.of(
                image.configDigest().toString(),
                image.manifestDigest().toString(),
                image.tags().toString());
    }

    private static <T> Optional<T> attempt(Choice<T> choice) throws IOException {
        try {
            return Optional.of(choice.made());
        } catch (InvalidImageException | UnmetRequestException e) {
            OneLine.require(e.getMessage());
            return Optional.empty();
        }
    }

    private static ImageArchive open(byte[] archive, Spool spool) throws IOException {
        return ImageArchive.open(
                new ByteArrayInputStream(archive), "fuzz.tar", spool, FuzzTarget.LIMITS, bytes -> {}, new Warnings());
    }

    /** The platform, the image's name and whom to believe, each in a line. */
    private static ImageSelector selector(String text) {
        String[] lines = (text + "\n\n\n").split("\n", 4);
        Preferences.Trust[] trusts = Preferences.Trust.values();
        Platform platform;
        try {
            platform = lines[0].isEmpty() ? Platform.ANY : Platform.parse(lines[0]);
        } catch (IllegalArgumentException _) {
            platform = Platform.ANY;
        }
        Preferences preferences = Preferences.trusting(trusts[lines[2].length() % trusts.length]);
        return new WantedImage(Optional.of(lines[1]).filter(name -> !name.isEmpty()), preferences).on(platform);
    }

    private static byte[] archive(String[] parts) {
        LayerBuilder archive =
                LayerBuilder.layer().file("layer.tar", LAYER).file("blobs/sha256/" + Blobs.hex(LAYER), LAYER);
        String[] names = new String[parts.length];
        byte[][] files = new byte[parts.length][];
        for (int i = 1; i < parts.length; i++) {
            String text = parts[i].replace("@L", Blobs.digest(LAYER));
            for (int before = 1; before < i; before++) {
                text = text.replace(
                                "@D" + before,
                                "\"digest\":\"" + Blobs.digest(files[before]) + "\",\"size\":" + files[before].length)
                        .replace("@H" + before, Blobs.hex(files[before]));
            }
            int end = text.indexOf('\n');
            names[i] = end < 0 ? "" : text.substring(0, end);
            files[i] = text.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1);
            String own = names[i].replace("@H" + i, Blobs.hex(files[i]));
            archive.file(own.isEmpty() ? "blobs/sha256/" + Blobs.hex(files[i]) : own, files[i]);
        }
        return archive.toBytes();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
