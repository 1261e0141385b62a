// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

/**
 * Limits above which an input is refused, against decompression bombs and endless tables.
 *
 * @param maxBytes uncompressed bytes of all layers together, sparse files counted at full size
 * @param maxEntries tar entries of all layers together
 * @param maxMetadata bytes of the names, link targets, attributes and sparse maps of all entries together, which are
 *     kept in memory; also, apart from these, of the members' names and the control files
 */
public record Limits(long maxBytes, long maxEntries, long maxMetadata) {
    /** Docker's graph drivers do not mount an image with more layers. */
    public static final int MOST_DOCKER_LAYERS = 125;

    /** 64 GiB, ten million entries, 1 GiB of metadata. */
    public static final Limits DEFAULT = new Limits(64L << 30, 10_000_000, 1 << 30);

    public Limits {
        if (maxBytes < 1 || maxEntries < 1 || maxMetadata < 1) {
            throw new IllegalArgumentException("limits must be at least 1");
        }
    }

    /** These limits, with the default one for metadata. */
    public Limits(long maxBytes, long maxEntries) {
        this(maxBytes, maxEntries, 1 << 30);
    }
}
