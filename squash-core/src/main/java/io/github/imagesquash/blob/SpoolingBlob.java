package io.github.imagesquash.blob;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.InvalidArchiveException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;

/** Bytes that come from elsewhere once: whoever reads them to the end first leaves them in the spool for all others. */
public final class SpoolingBlob implements Blob {
    private static final int BUFFER = 1 << 18;

    private final Blob blob;
    private final Spool spool;
    private Optional<FileRegion> spooled = Optional.empty();

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
    public synchronized InputStream stream() {
        return spooled.map(FileRegion::stream).orElseGet(Passing::new);
    }

    /**
     * All bytes in the spool, to where they are read now unless somebody has done so.
     *
     * @param promised their digest, which is verified
     * @param where what messages call them
     * @throws InvalidArchiveException if it is another one, or they are fewer or more than there should be
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
            throw InvalidArchiveException.mismatch(where, "digest of the blob", promised, found);
        }
        return region().orElseThrow(() ->
                new InvalidArchiveException(where, "has not the " + size() + " bytes that it should have"));
    }

    private synchronized Optional<FileRegion> region() {
        return spooled;
    }

    private synchronized void complete(FileChannel channel, long length) {
        if (length == size()) {
            spooled = Optional.of(new FileRegion(channel, 0, length));
        }
    }

    private final class Passing extends InputStream {
        private final InputStream in = blob.stream();
        private final FileChannel channel = NamedChannel.later(spool::newFile);
        private long passed;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            int n = in.read(bytes, start, length);
            if (n < 0) {
                complete(channel, passed);
                return n;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes, start, n);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            passed += n;
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
    }
}
