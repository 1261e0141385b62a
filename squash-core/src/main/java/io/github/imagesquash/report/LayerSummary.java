// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * One layer of the source, and what became of it. Entries and bytes are counted once, for the layer that lost them;
 * bytes are those of file contents.
 *
 * @param number 1 for the base
 * @param diffId the digest of its uncompressed tar
 * @param createdBy the history's text for the step that made it, without values of arguments and without secrets; empty
 *     if unknown
 * @param compression {@code none}, {@code gzip}, {@code zstd} or {@code zstd:chunked}, as found
 * @param storedBytes stored size, in bytes
 * @param read whether it was read; a kept layer need not be, and the following figures are then unknown, and 0
 * @param uncompressedBytes size of its tar, in bytes
 * @param entries the number of its tar entries, including whiteouts
 * @param whiteouts the number of whiteouts among them
 * @param removedEntries entries of this layer that a later whiteout, or a later file in the place of their directory,
 *     removed
 * @param removedBytes size of their content
 * @param overwrittenEntries entries of this layer that a later layer wrote again
 * @param overwrittenBytes size of their content
 */
public record LayerSummary(
        int number,
        String diffId,
        String createdBy,
        String compression,
        long storedBytes,
        boolean read,
        long uncompressedBytes,
        long entries,
        long whiteouts,
        long removedEntries,
        long removedBytes,
        long overwrittenEntries,
        long overwrittenBytes) {}
