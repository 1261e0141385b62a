// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.packages.RpmHeaderBytes.rpm;

import io.github.imagesquash.fixture.ExternalTool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the kinds of files that rpm's database has: ndb itself, the others by SQLite's and Berkeley DB's own tools. */
final class RpmFiles {
    private static final int PAGE = 4096;
    private static final int BLOCK = 16;

    private RpmFiles() {}

    /** Headers of very different sizes, enough to fill several levels of a tree; the packages are p0, p1 and so on. */
    static List<byte[]> headers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> rpm("p" + i, "1", "2")
                        .text(1022, "noarch")
                        .text(1005, "x".repeat(i * i * 7 % (i % 10 == 0 ? 90_000 : 900)))
                        .toBytes())
                .toList();
    }

    /** Those packages, as {@link FoundPackages} tells them. */
    static String[] lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "rpm p" + i + " 1-2 noarch")
                .sorted()
                .toArray(String[]::new);
    }

    /** {@code Packages.db}, with a free slot between the packages. */
    static byte[] ndb(List<byte[]> headers) {
        int slotPages = (2 * headers.size() + 2) / (PAGE / BLOCK) + 1;
        int end = slotPages * PAGE / BLOCK;
        ByteBuffer file = ByteBuffer.allocate(slotPages * PAGE
                        + headers.stream()
                                .mapToInt(header -> blocks(header) * BLOCK)
                                .sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put("RpmP".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(1).putInt(slotPages);
        file.putInt(headers.size() + 1);
        for (int at = 2 * BLOCK; at < slotPages * PAGE; at += BLOCK) {
            file.put(at, "Slot".getBytes(StandardCharsets.US_ASCII));
        }
        for (int i = 0; i < headers.size(); i++) {
            byte[] header = headers.get(i);
            file.putInt((2 * i + 2) * BLOCK + 4, i + 1)
                    .putInt((2 * i + 2) * BLOCK + 8, end)
                    .putInt((2 * i + 2) * BLOCK + 12, blocks(header));
            file.put(end * BLOCK, "BlbS".getBytes(StandardCharsets.US_ASCII))
                    .putInt(end * BLOCK + 4, i + 1)
                    .putInt(end * BLOCK + 12, header.length)
                    .put((end + 1) * BLOCK, header);
            end += blocks(header);
        }
        return file.array();
    }

    /** With a head of 16 bytes and a tail of 12. */
    private static int blocks(byte[] header) {
        return (header.length + 16 + 12 + BLOCK - 1) / BLOCK;
    }

    /** {@code rpmdb.sqlite}, and beside it its log where that was not written back. */
    static Path sqlite(Path directory, String settings, List<byte[]> headers) throws IOException, InterruptedException {
        Path database = directory.resolve("rpmdb.sqlite");
        StringBuilder script = new StringBuilder(settings)
                .append("create table Name (key text);\ncreate table 'Packages' ")
                .append("(hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL);\nbegin;\n");
        for (int i = 0; i < headers.size(); i++) {
            script.append("insert into Packages values (%d, X'%s');\n"
                    .formatted(i + 1, HexFormat.of().formatHex(headers.get(i))));
        }
        script.append("commit;\n");
        Path commands = Files.writeString(directory.resolve("commands"), script);
        ExternalTool.run(directory, "sqlite3", database.toString(), ".read " + commands);
        return database;
    }

    /** {@code Packages}. */
    static byte[] berkeley(Path directory, String settings, List<byte[]> headers)
            throws IOException, InterruptedException {
        Path database = directory.resolve("Packages");
        StringBuilder dump = new StringBuilder("VERSION=3\nformat=bytevalue\ntype=hash\n")
                .append(settings)
                .append("HEADER=END\n 00000000\n 05000000\n");
        for (int i = 0; i < headers.size(); i++) {
            String key = HexFormat.of()
                    .formatHex(ByteBuffer.allocate(4).putInt(i + 1).array());
            dump.append(" " + key + "\n " + HexFormat.of().formatHex(headers.get(i)) + "\n");
        }
        Path file = Files.writeString(directory.resolve("dump"), dump.append("DATA=END\n"));
        ExternalTool.run(directory, "db_load", "-f", file.toString(), database.toString());
        return Files.readAllBytes(database);
    }
}
