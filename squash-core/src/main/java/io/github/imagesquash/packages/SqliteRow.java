// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.packages.SqlitePages.require;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of an SQLite table: a header with the type of each column, then the values.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html">SQLite's file format</a> 2.1
 */
final class SqliteRow {
    private static final int FIRST_BLOB = 12;
    private static final int[] WIDTHS = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

    private final List<Column> columns = new ArrayList<>();

    /** The value's type and its bytes. */
    private record Column(long type, byte[] bytes) {}

    private SqliteRow() {}

    /** Parses a row. */
    static SqliteRow of(byte[] payload) throws MalformedDatabaseException {
        ByteBuffer header = ByteBuffer.wrap(payload);
        long headerLength = varint(header);
        require(headerLength >= header.position() && headerLength <= payload.length, "row without its header");
        header.limit((int) headerLength);
        ByteBuffer values = ByteBuffer.wrap(payload).position((int) headerLength);
        SqliteRow row = new SqliteRow();
        while (header.hasRemaining()) {
            long type = varint(header);
            byte[] value = new byte[width(type, values.remaining())];
            values.get(value);
            row.columns.add(new Column(type, value));
        }
        return row;
    }

    private static int width(long type, int remaining) throws MalformedDatabaseException {
        require(type >= 0 && (type < WIDTHS.length || type >= FIRST_BLOB), "column of an unknown type");
        long width = type < FIRST_BLOB ? WIDTHS[(int) type] : (type - FIRST_BLOB) / 2;
        require(width <= remaining, "column outside of its row");
        return (int) width;
    }

    /** The bytes of a column that is a blob or a text. */
    byte[] bytes(int column) throws MalformedDatabaseException {
        require(column < columns.size() && columns.get(column).type() >= FIRST_BLOB, "column that is not a blob");
        return columns.get(column).bytes();
    }

    /** The text of a column, as {@link RawText}. */
    String text(int column) throws MalformedDatabaseException {
        return RawText.of(bytes(column));
    }

    /** The integer of a column. */
    long number(int column) throws MalformedDatabaseException {
        require(column < columns.size(), "row without a column");
        Column found = columns.get(column);
        require(found.type() <= 6 || found.type() == 8 || found.type() == 9, "column that is not an integer");
        long number = found.type() == 9 ? 1 : 0;
        for (int i = 0; i < found.bytes().length; i++) {
            number = i == 0 ? found.bytes()[0] : number << 8 | Byte.toUnsignedLong(found.bytes()[i]);
        }
        return number;
    }

    /** A big-endian number, seven bits a byte and eight in the ninth. */
    static long varint(ByteBuffer bytes) throws MalformedDatabaseException {
        long number = 0;
        for (int i = 1; i <= 9; i++) {
            require(bytes.hasRemaining(), "number that does not end");
            int next = bytes.get();
            if (i == 9) {
                return number << 8 | Byte.toUnsignedLong((byte) next);
            }
            number = number << 7 | next & 0x7f;
            if (next >= 0) {
                return number;
            }
        }
        return number;
    }
}
