// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.message.UnmetRequestException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that are known but need not be there, which matters only to who reads them.
 *
 * @param where what messages call them
 * @param reason what to say to who does read them
 * @param size how many there should be
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
