// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.io.FilterInputStream;
import java.io.IOException;

/** The archive that a client writes. At its end the client must have succeeded, or the end is a failure. */
final class SavedImage extends FilterInputStream {
    private final EngineKind kind;
    private final ClientProcess client;

    SavedImage(EngineKind kind, ClientProcess client) {
        super(client.output());
        this.kind = kind;
        this.client = client;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int read = super.read(buffer, start, length);
        if (read < 0) {
            requireSuccess();
        }
        return read;
    }

    @Override
    public void close() {
        client.close();
    }

    private void requireSuccess() throws IOException {
        int exitCode = client.exitCode();
        if (exitCode != 0) {
            throw EngineFailure.of(
                    kind, client.errors(), "saving the image ended with exit code " + exitCode + " and no message");
        }
    }
}
