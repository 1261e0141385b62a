// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Reads the stored bytes of a layer and verifies only their digest, without decompressing. */
public final class StoredCheck {
    private static final int BUFFER = 256 << 10;

    private StoredCheck() {}

    /**
     * Reads a layer to its end.
     *
     * @param meter counts each byte
     * @throws InvalidImageException if the digest is not the promised one, or none is promised
     */
    public static void verify(Layer layer, ByteMeter meter) throws IOException {
        Digest promised = layer.storedDigest()
                .orElseThrow(() -> new InvalidImageException(layer.where(), "its digest is unknown"));
        verify(layer, promised, "digest of the blob", meter);
    }

    /** Verifies both digests of an uncompressed layer; if they are the same, once. */
    static void verifyUncompressed(Layer layer, ByteMeter meter) throws IOException {
        for (Digest stored : layer.storedDigests()) {
            if (!stored.equals(layer.diffId())) {
                verify(layer, stored, "digest of the blob", meter);
            }
        }
        verify(layer, layer.diffId(), "diff ID", meter);
    }

    private static void verify(Layer layer, Digest promised, String name, ByteMeter meter) throws IOException {
        MessageDigest hash = promised.newMessageDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = layer.blob().stream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
                meter.passed(n);
            }
        }
        Digest found = promised.sameAlgorithm(hash);
        if (!found.equals(promised)) {
            throw InvalidImageException.mismatch(layer.where(), name, promised, found);
        }
    }
}
