// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.fixture.LayerBuilder;
import java.util.stream.Stream;

/**
 * The images of the catalogue that Docker accepts. It refuses, for one, links to files of lower layers and two entries of
 * one path. Every layer says what directories it writes to (but {@code T08}'s), as overlay gives those that it does not
 * mention new attributes.
 */
final class AdversarialImages {
    private AdversarialImages() {}

    static Stream<AdversarialImage> all() {
        return Stream.of(AdversarialChanges.all(), AdversarialPaths.all(), AdversarialInodes.all())
                .flatMap(images -> images);
    }

    /** A layer with the directory that most of the images are about. */
    static LayerBuilder t() {
        return layer().dir("t/");
    }
}
