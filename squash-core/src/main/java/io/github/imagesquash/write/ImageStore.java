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

/** Where images are written: first all layers, each once however many images have it, then what says what they are. */
public abstract sealed class ImageStore permits ArchiveStore, DirectoryStore {
    ImageStore() {}

    /**
     * Begins a layer.
     *
     * @param like its digest, or one as long
     * @param atMost a bound of its size as stored, in bytes
     * @return where to write it, from the channel's position
     */
    abstract FileChannel begin(Digest like, long atMost) throws IOException;

    /** Whether a layer that nobody has read is to stay where it is: what is made of the store can have it from there. */
    boolean leavesOut(Layer layer) {
        return false;
    }

    /** Where a layer is that is complete. */
    abstract Optional<FileRegion> find(Digest layer);

    /** Takes in the layer that was begun; gives the place of its bytes. */
    abstract FileRegion end(Descriptor layer) throws IOException;

    /** Writes all that is not a layer; gives the places of the configs. */
    abstract Map<Digest, FileRegion> put(ControlFiles files) throws IOException;

    /**
     * Ends the writing.
     *
     * @param images what was written to this store
     * @throws IOException if there is no room for the documents
     */
    public WrittenImages finish(List<Tagged<WrittenImage>> images) throws IOException {
        List<Tagged<WrittenImage>> distinct = WrittenImages.distinct(images);
        ControlFiles files =
                new ControlFiles(distinct.stream().map(WrittenImages::listed).toList());
        return new WrittenImages(distinct, put(files));
    }
}
