package io.github.imagesquash.compare;

import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tree.RegularFile;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** A regular file's content, front to back; what lies between the extents of a sparse file is zeros. */
public final class ContentStream {
    private final RegularFile file;
    private long position;
    private int extent;

    /** Begins at the file's beginning; the tar that holds it must stay open. */
    public ContentStream(RegularFile file) {
        this.file = file;
    }

    /**
     * Reads the next bytes into the beginning of a buffer.
     *
     * @param most how many bytes to read, if so many are left
     * @return how many were read; 0 at the end
     */
    public int read(byte[] buffer, int most) throws IOException {
        int length = (int) Math.min(most, file.size() - position);
        if (file.isSparse()) {
            expand(buffer, length);
        } else {
            stored(file.offset() + position, buffer, 0, length);
        }
        position += length;
        return length;
    }

    private void expand(byte[] buffer, int length) throws IOException {
        Arrays.fill(buffer, 0, length, (byte) 0);
        long end = position + length;
        while (extent < file.extents().size() && file.extents().get(extent).fileOffset() < end) {
            TarEntry.Extent data = file.extents().get(extent);
            long from = Math.max(position, data.fileOffset());
            long to = Math.min(end, data.fileOffset() + data.size());
            stored(data.streamOffset() + from - data.fileOffset(), buffer, (int) (from - position), (int) (to - from));
            if (to < data.fileOffset() + data.size()) {
                return;
            }
            extent++;
        }
    }

    private void stored(long tarPosition, byte[] buffer, int start, int length) throws IOException {
        if (length > 0 && file.tar().read(tarPosition, buffer, start, length) != length) {
            throw new EOFException("a layer ended before the content that was seen in it");
        }
    }
}
