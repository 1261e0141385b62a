// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.Blob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * A blob of a registry.
 *
 * @param bytes its bytes
 * @param fetched counts how often they are fetched
 */
record CountedBlob(byte[] bytes, AtomicInteger fetched) implements Blob {
    static byte[] gzip(byte[] tar) {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(stored)) {
            out.write(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stored.toByteArray();
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] head(int length) {
        return Arrays.copyOf(bytes, Math.min(length, bytes.length));
    }

    @Override
    public InputStream stream() {
        fetched.incrementAndGet();
        return new ByteArrayInputStream(bytes);
    }
}
