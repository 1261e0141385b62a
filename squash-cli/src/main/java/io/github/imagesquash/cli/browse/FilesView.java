// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.browse.Key.Kind;
import java.util.BitSet;
import java.util.OptionalInt;

/** The list of files: the tree with its open directories, the selection and the chosen row. */
final class FilesView {
    private final PathTree tree;
    private final ListCursor cursor = new ListCursor();
    /** The directories that the user opened while the whole image was listed. */
    private final BitSet opened = new BitSet();
    /** Those opened or closed in the present narrow selection. */
    private BitSet toggled = new BitSet();

    private Selection selection = Selection.ALL;
    private Order order = Order.SIZE;
    private FileRows rows;

    FilesView(PathTree tree) {
        this.tree = tree;
        this.rows = new FileRows(tree, selection, order);
        rows.list(toggles());
    }

    PathTree tree() {
        return tree;
    }

    FileRows rows() {
        return rows;
    }

    ListCursor cursor() {
        return cursor;
    }

    Selection selection() {
        return selection;
    }

    Order order() {
        return order;
    }

    boolean isOpen(int node) {
        return rows.isOpen(node, toggles());
    }

    /** The chosen node; empty if nothing is listed. */
    OptionalInt chosen() {
        return rows.count() == 0 ? OptionalInt.empty() : OptionalInt.of(rows.node(cursor.at()));
    }

    /** Lists something else. The chosen node stays chosen if it is listed. */
    void select(Selection other) {
        if (!other.equals(selection)) {
            selection = other;
            toggled = new BitSet();
            compute();
        }
    }

    void sort(Order other) {
        order = other;
        compute();
    }

    /** A key that moves in the tree, or opens and closes directories. */
    void press(Kind key, int page) {
        switch (key) {
            case UP -> cursor.move(-1, rows.count());
            case DOWN -> cursor.move(1, rows.count());
            case PAGE_UP -> cursor.move(-page, rows.count());
            case PAGE_DOWN -> cursor.move(page, rows.count());
            case HOME -> cursor.choose(0, rows.count());
            case END -> cursor.choose(rows.count(), rows.count());
            case RIGHT -> chosen().ifPresent(this::open);
            case LEFT -> chosen().ifPresent(this::close);
            case ENTER -> chosen().ifPresent(this::toggle);
            case TAB, BACK_TAB, ESCAPE, BACKSPACE, CHARACTER, OTHER -> {}
        }
    }

    private void open(int node) {
        if (isOpen(node)) {
            cursor.move(1, rows.count());
        } else {
            toggle(node);
        }
    }

    private void close(int node) {
        if (isOpen(node)) {
            toggle(node);
        } else if (tree.parent(node) != PathTree.ROOT) {
            cursor.choose(rows.row(tree.parent(node)), rows.count());
        }
    }

    private void toggle(int node) {
        if (tree.isDirectory(node)) {
            toggles().flip(node);
            rows.list(toggles());
        }
    }

    private BitSet toggles() {
        return selection.isNarrow() ? toggled : opened;
    }

    private void compute() {
        int before = chosen().orElse(PathTree.ROOT);
        rows = new FileRows(tree, selection, order);
        rows.list(toggles());
        cursor.choose(rows.row(before), rows.count());
    }
}
