// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Squashes fuzzed layers, and then the result, which must not change any more. */
final class SquashTwice {
    private static final int BLOCK = 512;

    private SquashTwice() {}

    /** Squashes the layers in the input: its first byte says how many blocks the base has, the rest is the layer above. */
    static void of(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        byte[] tars = TarRepair.checksums(Arrays.copyOfRange(data, 1, data.length));
        int base = Math.min((data[0] & 0xff) * BLOCK, tars.length);
        List<byte[]> layers = base == 0
                ? List.of(tars)
                : List.of(Arrays.copyOf(tars, base), Arrays.copyOfRange(tars, base, tars.length));
        of(layers);
    }

    /** Squashes layers, base first, and gives the resulting archive. */
    static byte[] of(List<byte[]> layers) throws IOException {
        byte[] once = squash(archive(layers), request -> request);
        byte[] twice = again(once);
        if (!Arrays.equals(
                WrittenArchive.of(once).layer(), WrittenArchive.of(twice).layer())) {
            throw new AssertionError("squashing the result again gives another layer");
        }
        return once;
    }

    private static byte[] again(byte[] once) throws IOException {
        try {
            return squash(once, request -> request);
        } catch (InvalidImageException e) {
            throw new AssertionError("refuses its own result: " + e.getMessage(), e);
        }
    }

    /** Squashes an archive without anything to guard its size. */
    static byte[] squash(byte[] archive, UnaryOperator<SquashRequest> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Source source = new Source.Stream(new ByteArrayInputStream(archive), "fuzz.tar");
        SquashRequest request = SquashRequest.of(source, new Destination.Stream(out))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0))
                .withSafeguards(Safeguards.NONE)
                .withSettings(settings -> settings.withLimits(FuzzTarget.LIMITS))
                .withSettings(settings -> settings.withThreads(1));
        Squash.run(change.apply(request), ProgressListener.NONE);
        return out.toByteArray();
    }

    static byte[] archive(List<byte[]> layers) {
        List<String> diffIds =
                layers.stream().map(layer -> '"' + Blobs.digest(layer) + '"').toList();
        List<String> names = layers.stream()
                .map(layer -> "\"layer" + Blobs.hex(layer) + "\"")
                .toList();
        LayerBuilder archive = LayerBuilder.layer();
        layers.stream().distinct().forEach(layer -> archive.file("layer" + Blobs.hex(layer), layer));
        return archive.file(
                        "config.json",
                        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                                + String.join(",", diffIds) + "]}}")
                .file(
                        "manifest.json",
                        "[{\"Config\":\"config.json\",\"RepoTags\":[],\"Layers\":[" + String.join(",", names) + "]}]")
                .toBytes();
    }
}
