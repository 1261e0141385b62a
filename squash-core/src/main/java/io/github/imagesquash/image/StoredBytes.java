// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * A layer's stored blob, hashed while it is read. If the blob is not compressed and the digest is also the diff ID, the
 * layer's other hash gives the same result, and this one is not computed.
 */
final class StoredBytes extends InputStream {
    private final Layer layer;
    private final InputStream in;
    private final ByteMeter meter;
    private final Optional<Digest> expected;
    private final List<MessageDigest> hash;

    StoredBytes(Layer layer, ByteMeter meter) {
        this.layer = layer;
        this.in = layer.blob().stream();
        this.meter = meter;
        boolean sameAsDiffId = layer.compression() == Compression.NONE;
        this.expected = layer.storedDigests().stream()
                .filter(digest -> !(sameAsDiffId && digest.equals(layer.diffId())))
                .findFirst();
        this.hash = expected.stream().map(Digest::newMessageDigest).toList();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int n = in.read(buffer, start, length);
        if (n > 0) {
            hash.forEach(digest -> digest.update(buffer, start, n));
            meter.passed(n);
        }
        return n;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /**
     * Reads the bytes that a decompressor left, because it failed or stopped early, and compares the digest.
     *
     * @throws InvalidImageException if the blob is not the one that the manifest names
     */
    void verify() throws IOException {
        if (expected.isEmpty()) {
            return;
        }
        transferTo(OutputStream.nullOutputStream());
        Digest found = expected.get().sameAlgorithm(hash.getFirst());
        if (!found.equals(expected.get())) {
            throw InvalidImageException.mismatch(layer.where(), "digest of the blob", expected.get(), found);
        }
    }
}
