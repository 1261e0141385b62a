// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.replay.ReplayedLayer;
import java.util.List;

/**
 * One layer, and what became of its content. All totals except {@code content} count lost entries.
 *
 * @param number 1 for the base
 * @param diffId the digest of its uncompressed tar
 * @param createdBy the history's text for the step that made it, without values of arguments and without secrets; empty
 *     if unknown
 * @param compression as found
 * @param storedBytes stored size, in bytes
 * @param uncompressedBytes size of its tar, with headers and padding, in bytes
 * @param whiteouts the number of whiteouts among its tar's entries
 * @param content all its entries except whiteouts, and all its content
 * @param overwritten entries that a layer wrote again
 * @param deleted entries that a whiteout removed
 * @param hidden entries below a directory that became something else
 * @param dropped entries that squash leaves out on purpose
 */
public record AnalysedLayer(
        int number,
        String diffId,
        String createdBy,
        Compression compression,
        long storedBytes,
        long uncompressedBytes,
        long whiteouts,
        EntryTotals content,
        EntryTotals overwritten,
        EntryTotals deleted,
        EntryTotals hidden,
        EntryTotals dropped) {

    /** A layer with its own entries. */
    static AnalysedLayer of(ReplayedLayer layer, String createdBy, List<LayerEntry> entries) {
        EntryTotals content = EntryTotals.NONE;
        EntryTotals overwritten = EntryTotals.NONE;
        EntryTotals deleted = EntryTotals.NONE;
        EntryTotals hidden = EntryTotals.NONE;
        EntryTotals dropped = EntryTotals.NONE;
        for (LayerEntry entry : entries) {
            content = content.plus(entry.bytes());
            switch (entry.fate()) {
                case Fate.Kept _ -> {}
                case Fate.Overwritten _ -> overwritten = overwritten.plus(entry.lostBytes());
                case Fate.Deleted _ -> deleted = deleted.plus(entry.lostBytes());
                case Fate.Hidden _ -> hidden = hidden.plus(entry.lostBytes());
                case Fate.Dropped _ -> dropped = dropped.plus(entry.lostBytes());
            }
        }
        return new AnalysedLayer(
                layer.layer().number(),
                layer.layer().diffId().toString(),
                createdBy,
                layer.layer().compression(),
                layer.layer().blob().size(),
                layer.uncompressedBytes(),
                layer.whiteouts(),
                content,
                overwritten,
                deleted,
                hidden,
                dropped);
    }

    /** All content of this layer that no container sees or squash drops, in bytes. */
    public long lostBytes() {
        return overwritten.bytes() + deleted.bytes() + hidden.bytes() + dropped.bytes();
    }
}
