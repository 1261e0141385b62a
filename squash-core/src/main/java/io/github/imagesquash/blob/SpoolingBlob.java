// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Bytes that are fetched once from another place: the first reader stores them in the spool for all others, which wait
 * for that. Another reader fetches them again only if the first one fails or stops.
 */
public final class SpoolingBlob implements Blob {
    private static final int BUFFER = 1 << 18;

    private final Blob blob;
    private final Spool spool;
    private Optional<FileRegion> spooled = Optional.empty();
    private boolean passing;

    /** @param spool stays open as long as the bytes are read */
    public SpoolingBlob(Blob blob, Spool spool) {
        this.blob = blob;
        this.spool = spool;
    }

    @Override
    public long size() {
        return blob.size();
    }

    @Override
    public byte[] head(int length) throws IOException {
        return blob.head(length);
    }

    @Override
    public InputStream stream() {
        return stream(blob);
    }

    /** The bytes, which are fetched by another way to the same blob if they are not spooled. */
    InputStream stream(Blob way) {
        return new Waiting(way);
    }

    /** The first bytes, by another way to the same blob if they are not spooled. */
    byte[] head(int length, Blob way) throws IOException {
        Optional<FileRegion> known = region();
        return known.isPresent() ? known.get().head(length) : way.head(length);
    }

    /** The bytes, for the reader that fetches them. */
    private synchronized InputStream inTurn(Blob way) throws IOException {
        while (passing && spooled.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        passing = spooled.isEmpty();
        return spooled.map(FileRegion::stream).orElseGet(() -> new Passing(way));
    }

    private synchronized void giveUp() {
        passing = false;
        notifyAll();
    }

    /**
     * All bytes in the spool; reads them into it now unless another reader has done so.
     *
     * @param promised their digest, which is verified
     * @param where their name in messages
     * @throws InvalidImageException if the digest differs, or if there are fewer or more bytes than expected
     */
    public FileRegion fetch(Digest promised, String where) throws IOException {
        MessageDigest hash = promised.newMessageDigest();
        try (InputStream in = stream()) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
            }
        }
        Digest found = promised.sameAlgorithm(hash);
        if (!found.equals(promised)) {
            throw InvalidImageException.mismatch(where, "digest of the blob", promised, found);
        }
        return region().orElseThrow(
                        () -> new InvalidImageException(where, "size: expected " + size() + " bytes, found fewer"));
    }

    private synchronized Optional<FileRegion> region() {
        return spooled;
    }

    private synchronized void complete(FileChannel channel, long length) {
        if (length == size()) {
            spooled = Optional.of(new FileRegion(channel, 0, length));
        }
        giveUp();
    }

    /** Waits for other readers when it is first read. */
    private final class Waiting extends InputStream {
        private final Blob way;
        private Optional<InputStream> in = Optional.empty();

        Waiting(Blob way) {
            this.way = way;
        }

        private InputStream in() throws IOException {
            if (in.isEmpty()) {
                in = Optional.of(inTurn(way));
            }
            return in.get();
        }

        @Override
        public int read() throws IOException {
            return in().read();
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            return in().read(bytes, start, length);
        }

        @Override
        public int available() throws IOException {
            return in.isPresent() ? in.get().available() : 0;
        }

        @Override
        public void close() throws IOException {
            if (in.isPresent()) {
                in.get().close();
            }
        }
    }

    private final class Passing extends InputStream {
        private final InputStream in;
        private final FileChannel channel = NamedChannel.later(spool::newPart);
        private long passed;
        private boolean ended;

        Passing(Blob way) {
            this.in = way.stream();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            int n = readOrGiveUp(bytes, start, length);
            if (n < 0) {
                end();
                return n;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes, start, n);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            passed += n;
            return n;
        }

        private int readOrGiveUp(byte[] bytes, int start, int length) throws IOException {
            try {
                return in.read(bytes, start, length);
            } catch (IOException e) {
                ended = true;
                giveUp();
                throw e;
            }
        }

        private void end() {
            if (!ended) {
                ended = true;
                complete(channel, passed);
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            end();
            in.close();
        }
    }
}
