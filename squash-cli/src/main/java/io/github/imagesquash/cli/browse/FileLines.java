// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.FateText;
import io.github.imagesquash.compare.FileType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** The lines of the list of files. */
record FileLines(ScreenText text, FilesView files, Marks marks) {
    private static final String CELLS = "%1s %9s %9s %5s  ";
    private static final int INDENT = 2;

    /** The header, and the rows from the first on the screen. */
    List<AttributedString> lines(int height) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(
                text.line(String.format(Locale.ROOT, CELLS, "", "SIZE", "LOST", "LAYER") + "PATH", ScreenText.STRONG));
        FileRows rows = files.rows();
        ListCursor cursor = files.cursor();
        cursor.scroll(rows.count(), height);
        for (int row = cursor.top(); row < Math.min(rows.count(), cursor.top() + height); row++) {
            lines.add(line(row, row == cursor.at()));
        }
        if (rows.count() == 0) {
            lines.add(text.line(" nothing to list", ScreenText.PLAIN));
        }
        return lines;
    }

    private AttributedString line(int row, boolean chosen) {
        PathTree tree = files.tree();
        FileRows rows = files.rows();
        int node = rows.node(row);
        int layer = tree.layer(node);
        String cells = String.format(
                Locale.ROOT,
                CELLS,
                marks.covers(node) && tree.isVisible(node) ? "x" : "",
                ByteSizes.text(rows.totals().size(node)),
                Tables.lost(rows.totals().lost(node)),
                layer == 0 ? "" : String.valueOf(layer));
        // Deep paths still show the beginning of their names.
        int indent = Math.min(rows.depth(row) * INDENT, text.columns() / 2);
        return text.line(
                cells + " ".repeat(indent) + name(node) + fate(node), chosen ? ScreenText.CHOSEN : style(node));
    }

    private String name(int node) {
        PathTree tree = files.tree();
        String name = tree.names().name(node).toString();
        if (tree.isDirectory(node)) {
            return (files.isOpen(node) ? "▾ " : "▸ ") + name + "/";
        }
        return "  " + name + (tree.type(node) == FileType.FILE ? "" : " (" + tree.type(node) + ")");
    }

    private String fate(int node) {
        Fate fate = files.tree().fate(node);
        return fate instanceof Fate.Kept ? "" : "  " + FateText.sentence(fate);
    }

    private AttributedStyle style(int node) {
        if (marks.covers(node)) {
            return text.colour(AttributedStyle.YELLOW);
        }
        if (!files.tree().isVisible(node)) {
            return text.colour(AttributedStyle.RED);
        }
        return files.tree().isDirectory(node) ? text.colour(AttributedStyle.CYAN) : ScreenText.PLAIN;
    }
}
