// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.message.UnmetRequestException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that a document describes but that may be missing, which matters only if they are read.
 *
 * @param where their name in messages
 * @param reason the error message if they are read
 * @param size the expected number of bytes
 */
public record AbsentBlob(String where, String reason, long size) implements Blob {

    @Override
    public byte[] head(int length) throws IOException {
        throw failure();
    }

    @Override
    public InputStream stream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure();
            }

            @Override
            public int read(byte[] bytes, int start, int length) throws IOException {
                throw failure();
            }
        };
    }

    private UnmetRequestException failure() {
        return new UnmetRequestException(where, reason);
    }
}
