// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * One layer of the source, and what became of it. Entries and bytes are counted once, for the layer that lost them; bytes
 * are those of file contents.
 *
 * @param number 1 for the base
 * @param diffId the digest of its uncompressed tar
 * @param createdBy the history's words for the step that made it, without values of arguments and without secrets;
 *     empty if unknown
 * @param compression {@code none}, {@code gzip} or {@code zstd}, as found
 * @param storedBytes bytes as stored
 * @param read whether it was read; a layer that is kept need not be, and all that follows is then unknown, and 0
 * @param uncompressedBytes bytes of its tar
 * @param entries tar entries, whiteouts included
 * @param whiteouts how many of them are whiteouts
 * @param removedEntries entries of this layer that a later whiteout, or a later file in the place of their directory, took
 *     away
 * @param removedBytes their content
 * @param overwrittenEntries entries of this layer that a later layer wrote again
 * @param overwrittenBytes their content
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
