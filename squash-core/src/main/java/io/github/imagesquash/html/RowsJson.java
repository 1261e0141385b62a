// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.filter.Cause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of an {@link EntryTree} as columns. Kinds and fates are one letter each, in one string; a row's parent is
 * not written, because the rows are ordered by level and each gives the number of its children.
 */
final class RowsJson {
    private final JsonGenerator json;
    private final List<TreeRow> rows;
    private final Map<Cause, Integer> causes = new HashMap<>();
    private final List<Cause> causesInOrder = new ArrayList<>();

    RowsJson(JsonGenerator json, EntryTree tree) {
        this.json = json;
        this.rows = tree.rows();
    }

    /** Writes the columns. */
    void write() throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("name");
        for (TreeRow row : rows) {
            json.writeString(row.name().toString());
        }
        json.writeEndArray();
        writeNumbers("children", TreeRow::childCount);
        writeNumbers("size", TreeRow::bytes);
        writeNumbers("layer", TreeRow::layer);
        writeNumbers("by", this::by);
        writeLetters("kind", RowsJson::kind);
        writeLetters("fate", RowsJson::fate);
        json.writeEndObject();
    }

    /** The reasons of drops, in the order of their numbers; known when the rows are written. */
    List<Cause> causes() {
        return causesInOrder;
    }

    /** The cause of the fate: the number of a layer or of a reason; 0 if none. */
    private int by(TreeRow row) {
        return switch (row.fate()) {
            case Fate.Kept _ -> 0;
            case Fate.Overwritten(int layer) -> layer;
            case Fate.Deleted(int layer) -> layer;
            case Fate.Hidden(int layer) -> layer;
            case Fate.Dropped(Cause cause) -> causes.computeIfAbsent(cause, this::number);
        };
    }

    private int number(Cause cause) {
        causesInOrder.add(cause);
        return causesInOrder.size() - 1;
    }

    private static char fate(TreeRow row) {
        if (row.isOutlived()) {
            return 'n';
        }
        return switch (row.fate()) {
            case Fate.Kept _ -> 'k';
            case Fate.Overwritten _ -> 'o';
            case Fate.Deleted _ -> 'r';
            case Fate.Hidden _ -> 'h';
            case Fate.Dropped _ -> 'd';
        };
    }

    private static char kind(TreeRow row) {
        return switch (row.type()) {
            case DIRECTORY -> 'd';
            case FILE -> 'f';
            case SYMLINK -> 'l';
            case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> 's';
        };
    }

    /** A number of a row. */
    @FunctionalInterface
    private interface NumberOf {
        long of(TreeRow row);
    }

    private void writeNumbers(String key, NumberOf number) throws IOException {
        json.writeArrayFieldStart(key);
        for (TreeRow row : rows) {
            json.writeNumber(number.of(row));
        }
        json.writeEndArray();
    }

    /** A letter of a row. */
    @FunctionalInterface
    private interface LetterOf {
        char of(TreeRow row);
    }

    private void writeLetters(String key, LetterOf letter) throws IOException {
        StringBuilder letters = new StringBuilder(rows.size());
        rows.forEach(row -> letters.append(letter.of(row)));
        json.writeStringField(key, letters.toString());
    }
}
