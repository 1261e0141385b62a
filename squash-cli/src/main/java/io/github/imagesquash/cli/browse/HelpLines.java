// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import java.util.List;
import org.jline.utils.AttributedString;

/** What the key {@code ?} shows. */
final class HelpLines {
    private static final List<String> LINES = List.of(
            "Tab 1 2 3     files, layers, packages",
            "↑ ↓ PgUp PgDn Home End, or k j g G     move",
            "→ ← Enter, or l h     open and close a directory",
            "Enter         in layers and packages: list the files of one",
            "/             list what contains a text; with a slash, parts of paths",
            "Esc           list everything again: first the filter goes, then the limit",
            "r             what a container sees, all entries of all layers, or only lost bytes",
            "s             sort by size or by name",
            "Space         mark a path to drop, with everything below it, or unmark it",
            "w             write the marks to a file of patterns",
            "q Ctrl-C      quit; q prints the command that drops what is marked",
            "",
            "SIZE counts each content once. LOST is what later layers overwrote, deleted",
            "or hid: it takes space in the image, and no container sees it.");

    private HelpLines() {}

    static List<AttributedString> of(ScreenText text) {
        return LINES.stream()
                .map(line -> text.line(" " + line, ScreenText.PLAIN))
                .toList();
    }
}
