// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * One layer of the new image.
 *
 * @param kept whether it is a layer of the source or of a previous image, the same blob as before
 * @param inSource whether the source, or the previous image, has a layer with this digest, so that users who have that
 *     image need not download it
 * @param inDestination whether the registry's repository, or each of several, had it before the push; or whether the
 *     engine had the whole image under its name. False for other destinations
 * @param content a description in a few words, with paths escaped for a terminal; empty unless there are several new
 *     layers
 * @param diffId the digest of its uncompressed tar
 * @param digest the digest of the stored bytes
 * @param compression {@code none}, {@code gzip}, {@code zstd} or {@code zstd:chunked}
 * @param storedBytes stored size, in bytes
 * @param read whether it was read; a kept layer need not be, and the following figures are then unknown, and 0
 * @param uncompressedBytes size of its tar, in bytes
 * @param entries the number of its tar entries, including whiteouts
 */
public record ResultLayer(
        boolean kept,
        boolean inSource,
        boolean inDestination,
        String content,
        String diffId,
        String digest,
        String compression,
        long storedBytes,
        boolean read,
        long uncompressedBytes,
        long entries) {

    /** The same layer, with or without being in the destination. */
    ResultLayer inDestination(boolean there) {
        return new ResultLayer(
                kept,
                inSource,
                there,
                content,
                diffId,
                digest,
                compression,
                storedBytes,
                read,
                uncompressedBytes,
                entries);
    }
}
