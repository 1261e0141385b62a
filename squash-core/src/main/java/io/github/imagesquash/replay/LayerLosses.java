// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

/**
 * What later layers removed from one layer. Entries are counted by name, bytes when the last name of a content is
 * removed.
 *
 * @param removedEntries taken away by a whiteout, or with a directory that became something else
 * @param removedBytes their content
 * @param overwrittenEntries written again under the same name
 * @param overwrittenBytes their content
 */
public record LayerLosses(long removedEntries, long removedBytes, long overwrittenEntries, long overwrittenBytes) {
    static final LayerLosses NONE = new LayerLosses(0, 0, 0, 0);

    LayerLosses removed(long bytes) {
        return new LayerLosses(removedEntries + 1, removedBytes + bytes, overwrittenEntries, overwrittenBytes);
    }

    LayerLosses overwritten(long bytes) {
        return new LayerLosses(removedEntries, removedBytes, overwrittenEntries + 1, overwrittenBytes + bytes);
    }
}
