// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ImageBuilder;
import java.util.List;
import java.util.Set;

/**
 * An image made by chance, the same for the same seed.
 *
 * @param seed what it was made of
 * @param layers base first
 * @param undated directories that the uppermost layer to mention them only implies; engines date them when they unpack
 * @param unpackersAgree whether tools that lay layers on one directory show the same as overlay file systems
 */
public record RandomImage(long seed, List<RandomLayer> layers, Set<String> undated, boolean unpackersAgree) {
    public RandomImage {
        layers = List.copyOf(layers);
        undated = Set.copyOf(undated);
    }

    /** The image of a seed, only of what all engines understand alike. */
    public static RandomImage agreed(long seed) {
        return new AgreedImage(seed).make();
    }

    /** The image of a seed, with whatever can stand in a layer, be it refused. */
    public static RandomImage odd(long seed) {
        return new OddImage(seed).make();
    }

    /** The image with other layers. */
    RandomImage with(List<RandomLayer> others) {
        return new RandomImage(seed, others, undated, unpackersAgree);
    }

    /** The image, ready to be written, with its layers compressed in turn. */
    public ImageBuilder builder(String... names) {
        ImageBuilder image = ImageBuilder.image(names);
        Compression[] compressions = Compression.values();
        for (RandomLayer layer : layers) {
            int turn = (int) Math.floorMod(seed + image.layers().size(), (long) compressions.length);
            image.layer(layer.builder(), compressions[turn]);
        }
        return image;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < layers.size(); i++) {
            text.append("layer ").append(i + 1).append('\n').append(layers.get(i));
        }
        return text.toString();
    }
}
