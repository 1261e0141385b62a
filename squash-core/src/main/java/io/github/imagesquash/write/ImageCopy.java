// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.replay.ReplayedLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an image whose layers all exist, possibly in several archives: each stays the same blob.
 *
 * @param image the image, with its new config and annotations
 */
public record ImageCopy(Image image) {

    /** Documents of the same length as those of the written image. */
    public ImageDocuments largest() {
        return with(image.layers().stream()
                .map(layer -> layer.descriptor(layer.storedDigest().orElse(layer.diffId())))
                .toList());
    }

    /**
     * Copies the layers.
     *
     * @param layers the image's layers
     * @param meter counts their stored bytes
     * @throws IOException if a layer can no longer be read, or if there is no space for it
     */
    public WrittenImage write(List<ReplayedLayer> layers, ImageStore store, ByteMeter meter) throws IOException {
        List<WrittenLayer> written = new ArrayList<>();
        List<Blob> blobs = new ArrayList<>();
        for (ReplayedLayer layer : layers) {
            KeptLayer.Stored stored = new KeptLayer(layer).copyTo(store, meter);
            written.add(WrittenLayer.kept(layer, stored.descriptor()));
            blobs.add(stored.blob());
        }
        List<Descriptor> descriptors =
                written.stream().map(WrittenLayer::descriptor).toList();
        return new WrittenImage(with(descriptors), written, blobs);
    }

    private ImageDocuments with(List<Descriptor> layers) {
        Descriptor config = new Descriptor(
                MediaType.CONFIG, image.config().digest(), image.config().bytes().length);
        return new ImageDocuments(
                image.config(), new Manifest(config, layers, image.annotations()), image.platform(), image.entry());
    }
}
