// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.PositionedBytes;
import io.github.imagesquash.tar.TarEntry;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A file whose content is in the uncompressed tar of a layer, or, if squash changed it, in a region of its own. */
public final class RegularFile extends Inode implements PositionedBytes {
    private final FileRegion tar;
    private final long offset;
    private final long size;
    private final List<TarEntry.Extent> extents;

    /** The file that a tar entry describes; {@code tar} is the whole uncompressed tar that the entry was read from. */
    public RegularFile(Attributes attributes, FileRegion tar, TarEntry entry) {
        super(attributes);
        this.tar = tar;
        this.offset = entry.contentOffset();
        this.size = entry.header().size();
        this.extents = entry.extents();
    }

    /** A file with a content that is in no layer. */
    public RegularFile(Attributes attributes, FileRegion content) {
        super(attributes);
        this.tar = content;
        this.offset = 0;
        this.size = content.size();
        this.extents = List.of();
    }

    @Override
    public long size() {
        return size;
    }

    /** The tar that contains its content, or the content if it is in no layer. */
    public FileRegion tar() {
        return tar;
    }

    /** Position of its content in {@link #tar}, in bytes; meaningless for a sparse file. */
    public long offset() {
        return offset;
    }

    /** For a sparse file the parts with data, in order, to be read instead of {@link #offset}; empty for all others. */
    public List<TarEntry.Extent> extents() {
        return extents;
    }

    /** Whether its content consists of {@link #extents}. */
    public boolean isSparse() {
        return !extents.isEmpty();
    }

    /**
     * Reads content from any position, fewer bytes than {@code length} only at the end; the parts between the extents
     * of a sparse file are zeros. The tar must be open.
     *
     * @return how many bytes were read; -1 at or past the end
     */
    @Override
    public int read(long position, byte[] buffer, int start, int length) throws IOException {
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(length, size - position);
        if (isSparse()) {
            expand(position, buffer, start, count);
        } else {
            stored(offset + position, buffer, start, count);
        }
        return count;
    }

    private void expand(long position, byte[] buffer, int start, int count) throws IOException {
        Arrays.fill(buffer, start, start + count, (byte) 0);
        long end = position + count;
        for (int i = firstExtent(position); i < extents.size() && extents.get(i).fileOffset() < end; i++) {
            TarEntry.Extent data = extents.get(i);
            long from = Math.max(position, data.fileOffset());
            long to = Math.min(end, data.fileOffset() + data.size());
            if (from < to) {
                int at = start + (int) (from - position);
                stored(data.streamOffset() + from - data.fileOffset(), buffer, at, (int) (to - from));
            }
        }
    }

    /** The first extent that ends behind a position; a file may have a hundred thousand of them. */
    private int firstExtent(long position) {
        int low = 0;
        int high = extents.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            TarEntry.Extent data = extents.get(middle);
            if (data.fileOffset() + data.size() > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void stored(long tarPosition, byte[] buffer, int start, int length) throws IOException {
        if (length > 0 && tar.read(tarPosition, buffer, start, length) != length) {
            throw new EOFException("a layer ended before a content that was found in it");
        }
    }
}
