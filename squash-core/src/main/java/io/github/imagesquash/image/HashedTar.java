// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.tar.TarInput;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A tar of which every byte is hashed, skipped ones as well. It is read ahead in large pieces, and each is hashed by
 * another thread while the next ones are read and used.
 */
final class HashedTar implements TarInput, AutoCloseable {
    private static final int BUFFER = 256 << 10;

    /** One that is used, one that is hashed, and others so that neither thread waits for the other. */
    private static final int BUFFERS = 4;

    private final InputStream in;
    private final Receiver receiver;
    private final HashingThread hashing;
    private final byte[][] ring = new byte[BUFFERS][0];
    private int current;
    private byte[] buffer = {};
    private int start;
    private int end;
    private long consumed;
    private Optional<IOException> failure = Optional.empty();

    /** Receives every byte twice, in buffers that it must not change or keep. */
    interface Receiver {
        /** Needs nothing. */
        Receiver NONE = new Receiver() {};

        /** Receives the next bytes, before the first of them is read or skipped. */
        default void received(byte[] buffer, int length) throws IOException {}

        /**
         * Receives them again, when the last of them has been read or skipped.
         *
         * @return what else to do with them, on the thread that hashes them
         */
        default Runnable passed(byte[] buffer, int length) {
            return () -> {};
        }
    }

    /** @param hash computes the digest; not to be used before {@link #drain} has returned */
    HashedTar(InputStream in, MessageDigest hash, Receiver receiver) {
        this.in = in;
        this.receiver = receiver;
        this.hashing = new HashingThread(hash);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        if (start == end && !fill()) {
            return -1;
        }
        int n = Math.min(length, end - start);
        System.arraycopy(buffer, start, into, at, n);
        start += n;
        return n;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0 && (start < end || fill())) {
            int n = (int) Math.min(left, end - start);
            start += n;
            left -= n;
        }
        return bytes - left;
    }

    @Override
    public long position() {
        return consumed - (end - start);
    }

    /** Lets all further reads fail. */
    void fail(IOException cause) {
        failure = Optional.of(cause);
    }

    /** Reads to the end, and waits until everything is hashed. */
    void drain() throws IOException {
        do {
            start = end;
        } while (fill());
        hashing.await(0);
    }

    private boolean fill() throws IOException {
        if (end > 0) {
            hashing.hash(buffer, end, receiver.passed(buffer, end));
        }
        start = 0;
        end = 0;
        int n = receive();
        end = n;
        consumed += n;
        return n > 0;
    }

    /** An input that has failed is not used again, because its bytes would be meaningless; the first failure counts. */
    private int receive() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            buffer = free();
            int n = in.readNBytes(buffer, 0, BUFFER);
            receiver.received(buffer, n);
            return n;
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** The buffer that was hashed first, when that is done. */
    private byte[] free() throws IOException {
        current = (current + 1) % BUFFERS;
        hashing.await(BUFFERS - 1);
        if (ring[current].length == 0) {
            ring[current] = new byte[BUFFER];
        }
        return ring[current];
    }

    @Override
    public void close() throws IOException {
        hashing.close();
        in.close();
    }
}
