// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

/**
 * Entries and their content.
 *
 * @param entries their number
 * @param bytes size of their content, in bytes; a removed entry counts only if no other name of the content is left
 */
public record EntryTotals(long entries, long bytes) {
    /** None. */
    public static final EntryTotals NONE = new EntryTotals(0, 0);

    /** One more. */
    EntryTotals plus(long moreBytes) {
        return new EntryTotals(entries + 1, bytes + moreBytes);
    }
}
