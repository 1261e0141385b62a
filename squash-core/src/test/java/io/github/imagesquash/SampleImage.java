// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.SquashRequest;
import java.util.function.UnaryOperator;

/** An image of two layers under two names, and how it is squashed. */
final class SampleImage {
    private SampleImage() {}

    static ImageBuilder sample() {
        return image("app:1", "team/app:stable")
                .layer(layer().dir("etc/").file("etc/a", "A").file("etc/b", "B".repeat(5000)))
                .layer(layer().file("etc/a", "NEW").whiteout("etc/b").hardLink("etc/c", "etc/a"))
                .config(config -> config.put("x-unknown", "kept"));
    }

    /** A change of a request: the new layer is stored in this way. */
    static UnaryOperator<SquashRequest> encoded(Compression compression) {
        return request -> request.withEncoding(new Encoding.Chosen(compression, compression.defaultLevel()));
    }
}
