// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tar.TarEntry.Extent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@link TarReader} makes of a tar: its entries and the warnings. */
record ReadTar(List<TarEntry> entries, byte[] tar, List<Warning.Kind> warnings) {
    static final String WHERE = "old.tar: layer 2";

    static ReadTar of(LayerBuilder layer) {
        return of(layer.toBytes());
    }

    static ReadTar of(byte[] tar) {
        return of(tar, new ArrayInput(tar, tar.length));
    }

    static ReadTar of(byte[] tar, TarInput in) {
        try {
            Warnings warnings = new Warnings();
            TarReader reader = new TarReader(in, WHERE, 2, warnings);
            List<TarEntry> entries = new ArrayList<>();
            for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
            List<Warning.Kind> kinds =
                    warnings.tallies().stream().map(t -> t.first().kind()).toList();
            return new ReadTar(entries, tar, kinds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message with which a tar is refused. */
    static String refusal(LayerBuilder layer) {
        return refusal(layer.toBytes());
    }

    static String refusal(byte[] tar) {
        UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> of(tar));
        assertEquals(InvalidImageException.class, failure.getCause().getClass());
        return failure.getCause().getMessage();
    }

    TarHeader only() {
        assertEquals(1, entries.size());
        return entries.getFirst().header();
    }

    List<String> names() {
        return entries.stream().map(entry -> text(entry.header().name())).toList();
    }

    String content(int index) {
        return text(contentBytes(index));
    }

    /** The content of an entry, holes of sparse files filled with zeros. */
    byte[] contentBytes(int index) {
        TarEntry entry = entries.get(index);
        byte[] content = new byte[Math.toIntExact(entry.header().size())];
        List<Extent> extents = entry.extents().isEmpty()
                ? List.of(new Extent(0, entry.contentOffset(), content.length))
                : entry.extents();
        for (Extent extent : extents) {
            System.arraycopy(tar, (int) extent.streamOffset(), content, (int) extent.fileOffset(), (int) extent.size());
        }
        return content;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
