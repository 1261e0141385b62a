package io.github.imagesquash.tree;

import java.io.IOException;
import java.io.InputStream;

/** A regular file's content, front to back. Unbuffered: read from it in large pieces. Closing it does nothing. */
public final class ContentStream extends InputStream {
    private final RegularFile file;
    private long position;

    /** Begins at the file's beginning; the tar that holds it must stay open. */
    public ContentStream(RegularFile file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = file.read(position, buffer, start, length);
        position += Math.max(0, n);
        return n;
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.clamp(bytes, 0, file.size() - position);
        position += skipped;
        return skipped;
    }
}
