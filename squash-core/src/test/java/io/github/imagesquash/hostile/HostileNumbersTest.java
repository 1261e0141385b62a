// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.hostile;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.read.ImageSelector;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Very many of one thing. The time limits are far from what is needed, and far below what a step for each pair would take.
 */
class HostileNumbersTest {
    private static final Duration LINEAR = Duration.ofSeconds(60);
    private static final String CONFIG = "{\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\"}}";
    private static final int COLLIDING = 1 << 15;

    @Test
    void namesOfEqualHashesAreNoSlower() {
        LayerBuilder directories = layer();
        LayerBuilder again = layer();
        for (int i = 0; i < COLLIDING; i++) {
            directories.dir(colliding(i));
            again.whiteout(colliding(i)).dir(colliding(i));
        }
        assertTimeoutPreemptively(LINEAR, () -> squash(directories, again).hasLast(colliding(COLLIDING - 1) + "/"));
    }

    @Test
    void directoryOfManyChildren() {
        LayerBuilder many = layer();
        for (int i = 0; i < 200_000; i++) {
            many.file("d/" + (1_000_000 + i), "");
        }
        assertTimeoutPreemptively(LINEAR, () -> squash(many).hasLast("d/1199999="));
    }

    @Test
    void manyLayersOfOneFileEach() {
        LayerBuilder[] layers = new LayerBuilder[2000];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer().file("f" + (10_000 + i), "content of " + i);
        }
        assertTimeoutPreemptively(LINEAR, () -> squash(layers).hasLast("f11999=content of 1999"));
    }

    @Test
    void directoryEmptiedManyTimesOver() {
        LayerBuilder children = layer();
        LayerBuilder opaques = layer();
        for (int i = 0; i < 10_000; i++) {
            children.file("d/" + i, "");
            opaques.opaque("d");
        }
        assertTimeoutPreemptively(LINEAR, () -> squash(children, opaques).hasTree("d/ mtime=0"));
    }

    @Test
    void membersOfEqualHashesAreNoSlower() {
        LayerBuilder archive = layer();
        for (int i = 0; i < COLLIDING; i++) {
            archive.file(colliding(i), "");
        }
        assertEquals(
                "old.tar: has neither manifest.json nor index.json: perhaps a single layer; expected an archive made by docker save -o, podman"
                        + " save or docker buildx",
                refusalOf(archive));
    }

    @Test
    void imageOfVeryManyNames() {
        String names = numbered(80_000, i -> "\"a:" + i + "\"");
        assertEquals("", refusalOf(archive("[{\"Config\":\"c\",\"RepoTags\":[" + names + "]}]")));
    }

    @Test
    void imageListedVeryManyTimesUnderOtherNames() {
        String items = numbered(10_000, i -> "{\"Config\":\"c\",\"RepoTags\":[\"a:" + i + "\"]}");
        assertEquals("", refusalOf(archive("[" + items + "]")));
    }

    @Test
    void moreImagesThanAreReadAreRefused() {
        String items = numbered(10_001, i -> "{\"Config\":\"c\"}");
        assertEquals(
                "old.tar: manifest.json: 10001 images; at most 10000 are read", refusalOf(archive("[" + items + "]")));
    }

    @Test
    void messageListsOnlySomeOfManyImages() {
        String items = numbered(1000, i -> "{\"Config\":\"" + i + "\"}");
        LayerBuilder archive = archive("[" + items + "]");
        for (int i = 0; i < 1000; i++) {
            archive.file("" + i, CONFIG.replace("linux", "linux\",\"a\":\"" + i));
        }
        String refusal = refusalOf(archive);
        assertTrue(refusal.contains("holds 1000 images"), refusal);
        assertTrue(refusal.contains(" and 950 more); choose one with --image"), refusal);
    }

    private static String numbered(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(","));
    }

    private static LayerBuilder archive(String manifestJson) {
        return layer().file("c", CONFIG).file("manifest.json", manifestJson);
    }

    /** Why no image can be chosen from an archive, or nothing. */
    private static String refusalOf(LayerBuilder archive) {
        return assertTimeoutPreemptively(LINEAR, () -> {
            try (Spool spool = new Spool(Path.of(System.getProperty("java.io.tmpdir")));
                    ImageArchive opened = ImageArchive.open(
                            new ByteArrayInputStream(archive.toBytes()),
                            "old.tar",
                            spool,
                            Limits.DEFAULT,
                            bytes -> {},
                            new Warnings())) {
                opened.select(ImageSelector.ONLY);
                return "";
            } catch (InvalidImageException | UnmetRequestException e) {
                return e.getMessage();
            }
        });
    }

    /** The strings Aa and BB have one hash, and so have all that are made of them. */
    private static String colliding(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 14; bit >= 0; bit--) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
