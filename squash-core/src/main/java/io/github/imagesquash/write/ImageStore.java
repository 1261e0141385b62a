// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Tagged;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store for images: first all layers are written, each once for all images that have it, then the documents. */
public abstract sealed class ImageStore permits ArchiveStore, DirectoryStore {
    ImageStore() {}

    /**
     * Begins a layer.
     *
     * @param like its digest, or one of the same length
     * @param atMost an upper bound of its stored size, in bytes
     * @return where to write it, from the channel's position
     */
    abstract FileChannel begin(Digest like, long atMost) throws IOException;

    /** Whether a layer that was not read stays where it is: the reader of the store can get it from there. */
    boolean leavesOut(Layer layer) {
        return false;
    }

    /** The place of a complete layer. */
    abstract Optional<FileRegion> find(Digest layer);

    /** Completes the present layer; returns the place of its bytes. */
    abstract FileRegion end(Descriptor layer) throws IOException;

    /** Writes everything except layers; returns the places of the configs. */
    abstract Map<Digest, FileRegion> put(ControlFiles files) throws IOException;

    /**
     * Ends the writing.
     *
     * @param images the images written to this store
     * @throws IOException if there is no space for the documents
     */
    public WrittenImages finish(List<Tagged<WrittenImage>> images) throws IOException {
        List<Tagged<WrittenImage>> distinct = WrittenImages.distinct(images);
        ControlFiles files =
                new ControlFiles(distinct.stream().map(WrittenImages::listed).toList());
        return new WrittenImages(distinct, put(files));
    }
}
