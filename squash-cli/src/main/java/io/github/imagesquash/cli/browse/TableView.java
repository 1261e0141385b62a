// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.browse.Key.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A list of layers or packages, with its filter and its chosen row. */
final class TableView {
    private final String header;
    private final List<TableRow> all;
    private final ListCursor cursor = new ListCursor();
    private String filter = "";
    private Order order;
    private List<TableRow> rows;

    TableView(String header, List<TableRow> all, Order order) {
        this.header = header;
        this.all = List.copyOf(all);
        this.order = order;
        this.rows = sorted();
    }

    String header() {
        return header;
    }

    List<TableRow> rows() {
        return rows;
    }

    ListCursor cursor() {
        return cursor;
    }

    Order order() {
        return order;
    }

    String filter() {
        return filter;
    }

    Optional<TableRow> chosen() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(cursor.at()));
    }

    /** Lists the rows that contain a text. */
    void filter(String text) {
        filter = text;
        rows = sorted();
        cursor.choose(0, rows.size());
    }

    void sort(Order other) {
        order = other;
        rows = sorted();
        cursor.choose(0, rows.size());
    }

    /** A key that moves in the list. */
    void press(Kind key, int page) {
        switch (key) {
            case UP -> cursor.move(-1, rows.size());
            case DOWN -> cursor.move(1, rows.size());
            case PAGE_UP -> cursor.move(-page, rows.size());
            case PAGE_DOWN -> cursor.move(page, rows.size());
            case HOME -> cursor.choose(0, rows.size());
            case END -> cursor.choose(rows.size(), rows.size());
            case LEFT, RIGHT, ENTER, TAB, BACK_TAB, ESCAPE, BACKSPACE, CHARACTER, OTHER -> {}
        }
    }

    private List<TableRow> sorted() {
        String wanted = filter.toLowerCase(Locale.ROOT);
        Comparator<TableRow> byName = Comparator.comparing(TableRow::name);
        Comparator<TableRow> bySize = Comparator.comparingLong(TableRow::size).reversed();
        return all.stream()
                .filter(row -> row.cells().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(order == Order.NAME ? byName : bySize.thenComparing(byName))
                .toList();
    }
}
