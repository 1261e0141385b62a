// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import io.github.imagesquash.tar.TarEntry.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * The places of a sparse file's data. The tar contains the runs without gaps; the parts between them in the file are
 * zero.
 */
final class SparseMap {
    /**
     * More runs are refused, as each costs memory. This is the largest number in 1 MiB of sparse map, which is all that
     * Go reads.
     */
    static final int MAX_RUNS = 1 << 18;

    private final List<Run> runs = new ArrayList<>();

    private record Run(long offset, long length) {}

    /** Adds the next run of data, both in bytes. */
    void add(long offset, long length) throws MalformedTarException {
        if (runs.size() == MAX_RUNS) {
            throw new MalformedTarException("sparse map of more than " + MAX_RUNS + " runs");
        }
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw new MalformedTarException("sparse map with a run outside the file");
        }
        runs.add(new Run(offset, length));
    }

    /**
     * The runs with their places in the tar stream, at least one: a file that is all hole has a run of size 0 at its
     * end, because an empty list means a file that is not sparse.
     *
     * @param size of the file, in bytes
     * @param streamOffset position of the stored data in the tar stream
     * @param stored the number of data bytes in the tar
     */
    List<Extent> extents(long size, long streamOffset, long stored) throws MalformedTarException {
        if (size < 0) {
            throw new MalformedTarException("impossible size of " + size + " bytes");
        }
        List<Extent> extents = new ArrayList<>();
        long end = 0;
        long used = 0;
        for (Run run : runs) {
            if (run.offset() < end || run.offset() + run.length() > size) {
                throw new MalformedTarException("sparse map out of order or outside the file's " + size + " bytes");
            }
            end = run.offset() + run.length();
            if (run.length() > 0) {
                extents.add(new Extent(run.offset(), streamOffset + used, run.length()));
                used += run.length();
            }
        }
        if (used != stored) {
            throw new MalformedTarException("sparse map covers " + used + " of " + stored + " stored bytes");
        }
        return extents.isEmpty() ? List.of(new Extent(size, streamOffset, 0)) : extents;
    }
}
