// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A channel as a plain stream. Unlike {@link java.nio.channels.Channels#newInputStream}, it never asks for a file's size
 * or position, which a pipe does not have.
 */
final class InterruptibleInput extends InputStream {
    private final ReadableByteChannel channel;

    InterruptibleInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(buffer, start, length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
