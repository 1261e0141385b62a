// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.tar.TarEntry;
import java.util.concurrent.atomic.AtomicLong;

/** The unused part of a run's {@link Limits}; shared by all layers, which are read in parallel. */
public final class RemainingLimits {
    private final Limits limits;
    private final AtomicLong bytes;
    private final AtomicLong entries;
    private final AtomicLong metadata;

    /** A full budget. */
    public RemainingLimits(Limits limits) {
        this.limits = limits;
        this.bytes = new AtomicLong(limits.maxBytes());
        this.entries = new AtomicLong(limits.maxEntries());
        this.metadata = new AtomicLong(limits.maxMetadata());
    }

    /**
     * Spends uncompressed bytes.
     *
     * @throws InvalidImageException when there are none left, naming the option that raises the limit
     */
    public void spendBytes(long count, String where) throws InvalidImageException {
        if (spend(bytes, count) < 0) {
            throw new InvalidImageException(
                    where,
                    "more than " + limits.maxBytes() + " uncompressed bytes in all layers so far; --max-size raises"
                            + " the limit");
        }
    }

    /**
     * Spends memory for names and attributes.
     *
     * @throws InvalidImageException when there is none left, naming the option that raises the limit
     */
    public void spendMetadata(long count, String where) throws InvalidImageException {
        if (spend(metadata, count) < 0) {
            throw new InvalidImageException(
                    where,
                    "more than " + limits.maxMetadata() + " bytes of names, attributes and control files so far;"
                            + " --max-metadata raises the limit");
        }
    }

    /**
     * Spends one tar entry.
     *
     * @throws InvalidImageException when there are none left, naming the option that raises the limit
     */
    public void spendEntry(String where) throws InvalidImageException {
        if (entries.decrementAndGet() < 0) {
            throw new InvalidImageException(
                    where,
                    "more than " + limits.maxEntries() + " entries in all layers so far; --max-entries raises the"
                            + " limit");
        }
    }

    /**
     * Spends the cost of one entry of a layer, apart from the bytes of the layer's tar.
     *
     * @throws InvalidImageException when that is too much, naming the option that raises the limit
     */
    public void spend(TarEntry entry, String where) throws InvalidImageException {
        spendEntry(where);
        spendMetadata(entry.metadataBytes(), where);
        // Stored bytes were counted when they were read; a sparse file counts with its full size.
        spendBytes(entry.extents().isEmpty() ? 0 : entry.header().size(), where);
    }

    /**
     * The rest. A negative rest stays negative, so the next layer is refused as well, and sums of sizes cannot
     * overflow.
     */
    private static long spend(AtomicLong account, long count) {
        return account.accumulateAndGet(count, (left, spent) -> left < 0 ? left : left - spent);
    }
}
