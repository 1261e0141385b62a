// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * An image made to go wrong, and where the result rightly differs from what the kernel shows of it.
 *
 * @param id the number that the unit tests of the catalogue know it by
 * @param title what is odd about it
 * @param layers base first
 * @param deviations where squash follows the specification and overlay file systems do not
 */
record AdversarialImage(
        String id, String title, List<LayerBuilder> layers, List<UnaryOperator<FileListing>> deviations) {

    AdversarialImage {
        layers = List.copyOf(layers);
        deviations = List.copyOf(deviations);
    }

    static AdversarialImage of(String id, String title, LayerBuilder... layers) {
        return new AdversarialImage(id, title, List.of(layers), List.of());
    }

    /** This image, squashed to another value than overlay shows. */
    AdversarialImage squashedWith(String path, String attribute, String value) {
        return deviating(listing -> listing.with(path, attribute, value));
    }

    /** This image, squashed without a file that overlay shows. */
    AdversarialImage squashedWithout(String path) {
        return deviating(listing -> listing.without(path));
    }

    String name() {
        return Engine.imageName(id.toLowerCase(Locale.ROOT));
    }

    ImageBuilder image() {
        ImageBuilder image = ImageBuilder.image(name());
        layers.forEach(image::layer);
        return image;
    }

    /** What the squashed image has to show, given what the kernel shows of this one. */
    FileListing expected(FileListing original) {
        FileListing expected = original;
        for (UnaryOperator<FileListing> deviation : deviations) {
            expected = deviation.apply(expected);
        }
        return expected;
    }

    @Override
    public String toString() {
        return id + " " + title;
    }

    private AdversarialImage deviating(UnaryOperator<FileListing> deviation) {
        List<UnaryOperator<FileListing>> more = new ArrayList<>(deviations);
        more.add(deviation);
        return new AdversarialImage(id, title, layers, more);
    }
}
