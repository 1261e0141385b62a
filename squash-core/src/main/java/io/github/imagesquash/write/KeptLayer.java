// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.AbsentBlob;
import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReplayedLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Copies a layer's stored blob. A blob in a file that was read has already been hashed, and is only copied. A blob that
 * was not read, comes from another place a second time, or has no promised digest, is hashed while it is copied.
 */
final class KeptLayer {
    private static final int BUFFER = 1 << 20;

    private final Layer layer;
    private final boolean read;
    private final Optional<Digest> promised;
    private final List<MessageDigest> hash;

    KeptLayer(ReplayedLayer replayed) {
        this.layer = replayed.layer();
        this.read = replayed.read();
        this.promised = layer.storedDigest();
        boolean known = read && promised.isPresent() && layer.blob() instanceof FileRegion;
        this.hash = known
                ? List.of()
                : List.of(promised.map(Digest::newMessageDigest).orElseGet(Digest::newSha256));
    }

    /**
     * The layer in a store.
     *
     * @param descriptor its descriptor
     * @param blob its bytes, which need not be in the store
     */
    record Stored(Descriptor descriptor, Blob blob) {}

    /** Copies the layer into a store, unless it is already there or not needed there. */
    Stored copyTo(ImageStore store, ByteMeter meter) throws IOException {
        boolean elsewhere = layer.blob() instanceof AbsentBlob || !read && store.leavesOut(layer);
        Optional<? extends Blob> there =
                elsewhere ? Optional.of(layer.blob()) : layer.storedDigest().flatMap(store::find);
        if (there.isPresent()) {
            meter.passed(layer.blob().size());
            return new Stored(layer.descriptor(layer.storedDigest().orElseThrow()), there.get());
        }
        FileChannel out = store.begin(like(), layer.blob().size());
        Descriptor descriptor = layer.descriptor(copyTo(out, meter));
        return new Stored(descriptor, store.end(descriptor));
    }

    /** Its digest, or one of the same length. */
    private Digest like() {
        return promised.orElse(layer.diffId());
    }

    /**
     * Writes the bytes at the channel's position.
     *
     * @return their digest
     * @throws InvalidImageException if they do not have the promised digest
     */
    private Digest copyTo(FileChannel out, ByteMeter meter) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = layer.blob().stream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int read = n;
                hash.forEach(digest -> digest.update(buffer, 0, read));
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                meter.passed(n);
            }
        }
        return hash.isEmpty() ? promised.orElseThrow() : found(hash.getFirst());
    }

    private Digest found(MessageDigest digest) throws InvalidImageException {
        if (promised.isEmpty()) {
            return Digest.sha256(digest);
        }
        Digest found = promised.get().sameAlgorithm(digest);
        if (!found.equals(promised.get())) {
            throw InvalidImageException.mismatch(layer.where(), "digest of the blob", promised.get(), found);
        }
        return found;
    }
}
