// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.tar.TarEntry;
import java.util.concurrent.atomic.AtomicLong;

/** What is left of a run's {@link Limits}; shared by all layers, which are read side by side. */
public final class RemainingLimits {
    private final Limits limits;
    private final AtomicLong bytes;
    private final AtomicLong entries;
    private final AtomicLong metadata;

    /** A budget of which nothing is spent. */
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
     * Spends what one entry of a layer costs besides the bytes that the layer's tar has.
     *
     * @throws InvalidImageException when that is too much, naming the option that raises the limit
     */
    public void spend(TarEntry entry, String where) throws InvalidImageException {
        spendEntry(where);
        spendMetadata(entry.metadataBytes(), where);
        // What is stored was paid for when it was read; a sparse file is as large as it says.
        spendBytes(entry.extents().isEmpty() ? 0 : entry.header().size(), where);
    }

    /** What is left. What is below 0 stays so: the next layer is refused as well, and no sum of sizes is too large to be one. */
    private static long spend(AtomicLong account, long count) {
        return account.accumulateAndGet(count, (left, spent) -> left < 0 ? left : left - spent);
    }
}
