// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.GrowingBlob;
import io.github.imagesquash.blob.NamedChannel;
import io.github.imagesquash.chunked.ChunkedCheck;
import io.github.imagesquash.chunked.Frames;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** One pass over a new layer, which has no digests yet: it computes them, while the layer is still written. */
public final class MeasuringPass implements LayerPass {
    private final MessageDigest uncompressed = Digest.newSha256();
    private final Optional<MessageDigest> stored;
    private final Optional<ChunkedCheck> chunks;
    private final HashedTar tar;

    /**
     * Begins the pass.
     *
     * @param frames whether the layer has frames of files, and data about them
     * @param where the name of the layer in messages
     */
    public MeasuringPass(GrowingBlob layer, Compression compression, Frames frames, String where) throws IOException {
        this.stored = compression == Compression.NONE ? Optional.empty() : Optional.of(Digest.newSha256());
        this.chunks = frames == Frames.OF_FILES ? Optional.of(ChunkedCheck.ofNewLayer(where)) : Optional.empty();
        StoredBytes bytes = new StoredBytes(layer.stream(), stored, ByteMeter.NONE);
        InputStream in = chunks.isPresent()
                ? chunks.get().decompress(bytes)
                : compression.decompress(bytes, DecodeRules.STRICT, where);
        this.tar = new HashedTar(in, uncompressed, new HashedTar.Receiver() {
            @Override
            public Runnable passed(byte[] buffer, int length) {
                return chunks.isPresent() ? chunks.get().sum(buffer, length) : () -> {};
            }
        });
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        return tar.read(buffer, start, length);
    }

    @Override
    public long skip(long bytes) throws IOException {
        return tar.skip(bytes);
    }

    @Override
    public long position() {
        return tar.position();
    }

    /** Costs nothing: the layer was made from layers within the limits. */
    @Override
    public void spend(TarEntry entry) {
        chunks.ifPresent(check -> check.entry(entry));
    }

    /** There are no digests yet, and the rest of the layer is not waited for. */
    @Override
    public void requireIntact() {}

    /** Waits until the layer is complete. Its bytes cannot be read again from the result. */
    @Override
    public FileRegion finish() throws IOException {
        tar.drain();
        NamedChannel nowhere = NamedChannel.later(() -> {
            throw new IOException("this layer was read only while it was written");
        });
        return new FileRegion(nowhere, 0, tar.position());
    }

    /** The digests, after {@link #finish} has returned. To be called once. */
    public LayerDigests digests() {
        Digest diffId = Digest.sha256(uncompressed);
        return new LayerDigests(diffId, stored.map(Digest::sha256).orElse(diffId));
    }

    /**
     * Compares the data about frames of files with the layer, after {@link #finish} has returned.
     *
     * @param annotations those that the layer's descriptor gets
     * @throws io.github.imagesquash.message.InvalidImageException saying what is wrong
     */
    public void requireRight(Map<String, String> annotations) throws IOException {
        if (chunks.isPresent()) {
            chunks.get().require(annotations);
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
