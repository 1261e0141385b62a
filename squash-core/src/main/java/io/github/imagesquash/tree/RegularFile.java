package io.github.imagesquash.tree;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.tar.TarEntry;
import java.util.List;

/** A file whose content lies in the uncompressed tar of some layer. */
public final class RegularFile extends Inode {
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

    @Override
    public long size() {
        return size;
    }

    /** The tar that holds its content. */
    public FileRegion tar() {
        return tar;
    }

    /** Where in {@link #tar} its content begins, in bytes; meaningless for a sparse file. */
    public long offset() {
        return offset;
    }

    /** Of a sparse file the parts with data, in order, to be read instead of {@link #offset}; empty for all others. */
    public List<TarEntry.Extent> extents() {
        return extents;
    }

    /** Whether its content has to be put together from {@link #extents}. */
    public boolean isSparse() {
        return !extents.isEmpty();
    }
}
