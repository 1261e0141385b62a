// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.analyze.Duplicates;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.TextTable;
import java.util.List;

/** Files with equal content, for people: how many bytes are spare, and the contents with most of them. */
final class DuplicatesText {
    private DuplicatesText() {}

    /** The sum, for the lines of totals. */
    static String total(Duplicates duplicates) {
        return "duplicates   "
                + (duplicates.groups().isEmpty()
                        ? "none"
                        : ByteSizes.text(duplicates.wastedBytes()) + " in "
                                + Numbers.counted(duplicates.spareFiles(), "file")
                                + " with the same content as another one");
    }

    /**
     * The table; none without rows.
     *
     * @param top the maximum number of listed contents
     */
    static List<TextTable> tables(Duplicates duplicates, int top) {
        TextTable table = new TextTable("spare", "size", "files", "files with equal content");
        List<Duplicates.Group> shown = duplicates.groups().stream().limit(top).toList();
        for (Duplicates.Group group : shown) {
            int files = group.paths().size();
            table.add(
                    ByteSizes.text(group.wastedBytes()),
                    ByteSizes.text(group.bytes()),
                    Numbers.count(files),
                    group.paths().getFirst() + ", " + group.paths().get(1) + (files > 2 ? ", …" : ""));
        }
        int more = duplicates.groups().size() - shown.size();
        if (more > 0 && !shown.isEmpty()) {
            long bytes = shown.stream().mapToLong(Duplicates.Group::wastedBytes).sum();
            table.add(ByteSizes.text(duplicates.wastedBytes() - bytes), "", "", "and " + Numbers.count(more) + " more");
        }
        return shown.isEmpty() ? List.of() : List.of(table);
    }
}
