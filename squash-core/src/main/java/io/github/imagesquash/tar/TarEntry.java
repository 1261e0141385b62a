// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.util.List;

/**
 * An entry as read: its metadata and the position of its content in the tar stream.
 *
 * @param header the metadata
 * @param contentOffset start of the content, in bytes from the beginning of the tar stream
 * @param extents for a sparse file the parts that hold data, in order, at least one: a file that is all hole has one of
 *     size 0; empty for all other entries, whose content is {@code header.size()} bytes at {@code contentOffset}
 */
public record TarEntry(TarHeader header, long contentOffset, List<Extent> extents) {

    /**
     * A run of data in a sparse file.
     *
     * @param fileOffset position in the file, in bytes; the parts between extents are zero
     * @param streamOffset position in the tar stream, in bytes
     * @param size its length, in bytes
     */
    public record Extent(long fileOffset, long streamOffset, long size) {}

    /** The memory for an extent, in bytes. */
    private static final int EXTENT_BYTES = 40;

    /** The approximate memory of the parts with unlimited length: names, records and extents. */
    public long metadataBytes() {
        return header.name().length
                + header.linkName().length
                + header.records().bytes()
                + (long) extents.size() * EXTENT_BYTES;
    }

    public TarEntry {
        extents = List.copyOf(extents);
    }
}
