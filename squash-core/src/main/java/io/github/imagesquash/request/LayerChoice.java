// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.History;
import java.util.List;

/** The layers to merge; all others stay the same blobs. */
public sealed interface LayerChoice permits LayerChoice.Within, BaseChoice {
    /** A choice that needs only the image itself. */
    sealed interface Within extends LayerChoice {
        /**
         * The chosen layers of an image.
         *
         * @throws UnmetRequestException if the image does not have them
         */
        default LayerRange of(Image image) throws UnmetRequestException {
            return range(this, image);
        }
    }

    /** All layers. */
    record All() implements Within {}

    /**
     * The uppermost layers.
     *
     * @param layers the number, at least 1
     */
    record Upper(int layers) implements Within {
        public Upper {
            if (layers < 1) {
                throw new IllegalArgumentException("the number of layers: expected at least 1, found " + layers);
            }
        }
    }

    /**
     * A range of layers.
     *
     * @param first the lowest, 1 for the base
     * @param last the uppermost
     */
    record Between(int first, int last) implements Within {
        public Between {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException(
                        "layers are numbered from 1 for the base, the lower one first; found " + first + ".." + last);
            }
        }
    }

    /**
     * All layers above one.
     *
     * @param digest the digest of its stored bytes or its diff ID, or at least the first 7 hex digits of one
     */
    record AboveLayer(String digest) implements Within {
        /** Whether at least one layer of an image has this digest. */
        public boolean isIn(Image image) {
            return !called(image, digest).isEmpty();
        }
    }

    /**
     * All layers made after a step of the image's history.
     *
     * @param step 1 for the first one; -3 for the step below the last three
     */
    record AboveStep(int step) implements Within {}

    private static LayerRange range(Within choice, Image image) throws UnmetRequestException {
        int count = image.layers().size();
        return switch (choice) {
            case All() -> LayerRange.all(image);
            case Upper(int layers) -> between(image, count - layers + 1, count, layers + " layers were to be merged");
            case Between(int first, int last) ->
                between(image, first, last, "layers " + first + " to " + last + " were to be merged");
            case AboveLayer(String digest) -> above(image, find(image, digest), "layer " + digest);
            case AboveStep(int step) -> above(image, madeUntil(image, step), "step " + step + " of the history");
        };
    }

    private static LayerRange between(Image image, int first, int last, String wanted) throws UnmetRequestException {
        int count = image.layers().size();
        if (first < 1 || last > count) {
            throw new UnmetRequestException(image.where(), wanted + ", but the image has only " + count);
        }
        return new LayerRange(first, last);
    }

    private static LayerRange above(Image image, int layer, String what) throws UnmetRequestException {
        if (layer == image.layers().size()) {
            throw new UnmetRequestException(
                    image.where(), "there is no layer above " + what + ": there is nothing to merge");
        }
        return new LayerRange(layer + 1, image.layers().size());
    }

    private static int find(Image image, String wanted) throws UnmetRequestException {
        List<Layer> found = called(image, wanted);
        if (found.size() == 1) {
            return found.getFirst().number();
        }
        String problem = found.isEmpty()
                ? "no layer has the digest or diff ID " + Printable.of(wanted)
                : Printable.of(wanted) + " is the beginning of more than one layer: " + names(found);
        throw new UnmetRequestException(image.where(), problem);
    }

    private static List<Layer> called(Image image, String wanted) {
        return image.layers().stream()
                .filter(layer -> begins(layer.diffId(), wanted)
                        || layer.storedDigests().stream().anyMatch(digest -> begins(digest, wanted)))
                .toList();
    }

    private static String names(List<Layer> layers) {
        return String.join(
                " and ",
                layers.stream()
                        .map(layer -> layer.number() + " (" + layer.diffId() + ")")
                        .toList());
    }

    private static boolean begins(Digest digest, String wanted) {
        return digest.toString().startsWith(wanted) || digest.hex().startsWith(wanted);
    }

    /** The number of layers after a step. */
    private static int madeUntil(Image image, int step) throws UnmetRequestException {
        List<History> history = image.config().history();
        long made = history.stream().filter(one -> !one.emptyLayer()).count();
        if (made != image.layers().size()) {
            throw new UnmetRequestException(
                    image.where(),
                    "the history lists " + made + " layers, and the image has "
                            + image.layers().size() + ", so steps cannot be matched to layers");
        }
        if (step == 0 || Math.abs((long) step) > history.size()) {
            throw new UnmetRequestException(
                    image.where(), "the history has no step " + step + ", only " + history.size());
        }
        return (int) history.subList(0, step > 0 ? step : history.size() + step).stream()
                .filter(one -> !one.emptyLayer())
                .count();
    }
}
