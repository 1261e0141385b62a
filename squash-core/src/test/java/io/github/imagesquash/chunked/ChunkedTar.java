// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEncoder;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Builds a tar together with its headers, and stores it as zstd:chunked. */
public final class ChunkedTar {
    private final List<TarEntry> entries = new ArrayList<>();
    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] noise(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static TarHeader header(String name, EntryType type, long size, String link) {
        return new TarHeader(
                bytes(name), type, 0644, 0, 0, 1_000_000_000, 0, size, bytes(link), 0, 0, PaxRecords.EMPTY);
    }

    ChunkedTar add(TarHeader header, byte[] content) throws IOException {
        tar.writeBytes(TarEncoder.encode(header));
        entries.add(new TarEntry(header, tar.size(), List.of()));
        tar.writeBytes(content);
        tar.writeBytes(new byte[TarEncoder.padding(content.length)]);
        return this;
    }

    /** Adds a file. */
    public ChunkedTar file(String name, byte[] content) throws IOException {
        return add(header(name, EntryType.REGULAR, content.length, ""), content);
    }

    /** Adds what has no content. */
    public ChunkedTar entry(String name, EntryType type, String link) throws IOException {
        return add(header(name, type, 0, link), new byte[0]);
    }

    /** Entries of all kinds that engines can fetch, in 11 MiB and some 3,000 small files. */
    ChunkedTar mixed() throws IOException {
        entry("bin/", EntryType.DIRECTORY, "");
        file("bin/empty", new byte[0]);
        file("bin/a", bytes("A".repeat(5000)));
        entry("bin/b", EntryType.HARD_LINK, "bin/a");
        entry("bin/c", EntryType.SYMLINK, "a");
        file("bin/large", noise(1, 8 << 20));
        file("bin/zeros", new byte[3 << 20]);
        file("bin/.wh.gone", new byte[0]);
        for (int i = 0; i < 3000; i++) {
            file("bin/small" + i, noise(i, i % 700));
        }
        return file("bin/last", bytes("the last"));
    }

    List<TarEntry> entries() {
        return entries;
    }

    /** The whole tar. */
    public byte[] tar() {
        byte[] written = tar.toByteArray();
        return Arrays.copyOf(written, written.length + TarEncoder.END_SIZE);
    }

    /** The tar as it is stored. */
    public ChunkedBlob encoded() throws IOException {
        return encoded(2, 1 << 20);
    }

    /** The tar as it is stored by a number of threads, written in pieces of a size. */
    ChunkedBlob encoded(int threads, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] content = tar();
        try (ChunkedEncoder encoder = encoder(threads, out)) {
            for (int at = 0; at < content.length; at += piece) {
                encoder.write(content, at, Math.min(piece, content.length - at));
            }
            encoder.finish();
            return new ChunkedBlob(out.toByteArray(), encoder.annotations());
        }
    }

    ChunkedEncoder encoder(int threads, ByteArrayOutputStream out) throws IOException {
        return new ChunkedEncoder(entries.stream().map(TarEntry::header).iterator(), 3, threads, out);
    }
}
