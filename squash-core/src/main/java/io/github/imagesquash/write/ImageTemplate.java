// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.edit.EditedConfig;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.AnnotationKeys;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.History;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The new image without its layers: the source's config and annotations with the necessary changes.
 *
 * @param source the image that was squashed
 * @param edited its config, with the requested changes
 * @param merged its layers that are merged; the others are kept
 * @param newLayers the maximum number of new layers
 * @param keepsBase whether the layers of the base that the annotations name are all kept
 * @param latest no time in the config is later than this
 * @param encoding the encoding of its layers
 */
public record ImageTemplate(
        Image source,
        EditedConfig edited,
        LayerRange merged,
        int newLayers,
        boolean keepsBase,
        Instant latest,
        LayerEncoding encoding) {
    /**
     * This template for more new layers, which other images may have too, and which therefore have the same encoding.
     */
    public ImageTemplate sharing(int layers, LayerEncoding alike) {
        return new ImageTemplate(source, edited, merged, layers, keepsBase, latest, alike);
    }

    /** The documents of the image with these layers, base first. */
    ImageDocuments with(List<WrittenLayer> layers) {
        List<Digest> diffIds = layers.stream().map(WrittenLayer::diffId).toList();
        List<History> history = new NewHistory(source, edited.config().history(), merged, latest, created()).of(layers);
        ImageConfig config = edited.config().squashed(diffIds, history, created());
        Descriptor configDescriptor = new Descriptor(MediaType.CONFIG, config.digest(), config.bytes().length);
        List<Descriptor> descriptors =
                layers.stream().map(WrittenLayer::descriptor).toList();
        Manifest manifest = new Manifest(configDescriptor, descriptors, annotations());
        return new ImageDocuments(config, manifest, source.platform(), source.entry());
    }

    /**
     * Documents that are at least as long as those of the finished image, for any number of new layers.
     *
     * @param distinction a different number for each image, so that two are not treated as one
     */
    ImageDocuments largest(int distinction) {
        Digest digest = Digest.sha256Of(new byte[] {(byte) (distinction >> 8), (byte) distinction});
        MediaType type = MediaType.layer(encoding.compression().suffix());
        Descriptor descriptorOfNew =
                new Descriptor(type, digest, Long.MAX_VALUE).annotated(encoding.largestAnnotations());
        WrittenLayer added = new WrittenLayer(digest, descriptorOfNew, 0, 0, 0, true, false);
        List<WrittenLayer> layers = new ArrayList<>();
        for (Layer layer : source.layers()) {
            if (!merged.includes(layer)) {
                Descriptor descriptor = layer.descriptor(layer.storedDigest().orElse(digest));
                layers.add(new WrittenLayer(layer.diffId(), descriptor, 0, 0, 0, true, true));
            }
        }
        layers.addAll(merged.below(), Collections.nCopies(newLayers, added));
        return with(layers);
    }

    /** As {@link #largest(int)}, for several images. */
    public static List<ImageDocuments> largest(List<ImageTemplate> drafts) {
        List<ImageDocuments> largest = new ArrayList<>();
        drafts.forEach(draft -> largest.add(draft.largest(largest.size())));
        return largest;
    }

    private Optional<Instant> created() {
        return edited.config().created().map(created -> new ModTimes(latest).clamp(created));
    }

    private Map<String, String> annotations() {
        Map<String, String> kept = new TreeMap<>(source.annotations());
        if (!keepsBase) {
            kept.remove(AnnotationKeys.BASE_DIGEST);
        }
        return kept;
    }
}
