// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.chunked.ContentSums.EntrySums;
import io.github.imagesquash.chunked.ContentSums.FrameSum;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.TarHeader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares an entry of a table of contents, and its chunks, with the entry of the tar. */
final class EntryCheck {
    private final EntrySums tar;
    private final FrameMap frames;

    EntryCheck(EntrySums tar, FrameMap frames) {
        this.tar = tar;
        this.frames = frames;
    }

    /**
     * Compares all.
     *
     * @param chunks the entry, and the entries of its further chunks
     * @throws IllegalArgumentException with the key, what was expected and what was found
     */
    void require(List<TableEntry> chunks) {
        TableEntry entry = chunks.getFirst();
        TarHeader header = tar.entry().header();
        requireAttributes(entry, header);
        if (header.size() > 0) {
            requireContent(chunks, header.size());
        } else if (chunks.size() > 1) {
            throw new IllegalArgumentException("chunks: expected none, found " + (chunks.size() - 1));
        }
    }

    private static void requireAttributes(TableEntry entry, TarHeader header) {
        require("type", TocWriter.type(header.type()), entry.text("type"));
        requireName("name", header.name(), entry.text("name"));
        requireName("linkName", header.linkName(), entry.text("linkname"));
        require("mode", header.mode(), entry.number("mode") & 07777);
        require("size", header.size(), entry.number("size"));
        require("uid", header.uid(), entry.number("uid"));
        require("gid", header.gid(), entry.number("gid"));
        require("devMajor", header.deviceMajor(), entry.number("devmajor"));
        require("devMinor", header.deviceMinor(), entry.number("devminor"));
        require("modtime", Instant.ofEpochSecond(header.mtimeSeconds(), header.mtimeNanos()), time(entry));
        require("xattrs", attributes(header), entry.attributes());
    }

    /** Other tools write a replacement for bytes that are not UTF-8, so such names cannot be compared. */
    private static void requireName(String key, byte[] expected, String found) {
        String name = new String(expected, StandardCharsets.UTF_8);
        if (name.indexOf('\ufffd') < 0) {
            require(key, name, found);
        }
    }

    private static Instant time(TableEntry entry) {
        String text = entry.text("modtime");
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("modtime: expected a time, found " + text, e);
        }
    }

    private static Map<String, String> attributes(TarHeader header) {
        Map<String, String> attributes = new TreeMap<>();
        ExtendedAttributes.of(header.records())
                .forEach(attribute -> attributes.put(
                        new String(attribute.name(), StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(attribute.value())));
        return attributes;
    }

    /** Each chunk has to begin and end with a frame, at its place in the content. */
    private void requireContent(List<TableEntry> chunks, long size) {
        TableEntry entry = chunks.getFirst();
        require("digest", tar.content().map(Digest::toString).orElse(""), entry.text("digest"));
        long start = tar.entry().contentOffset();
        long done = 0;
        for (TableEntry chunk : chunks) {
            require("offset", start + done, frames.content(chunk.number("offset")), chunk.number("offset"));
            require("chunkOffset", done, chunk.number("chunkoffset"));
            long chunkSize = chunks.size() == 1 ? size : chunk.number("chunksize");
            requireChunk(chunk, start + done, start + done + chunkSize);
            done += chunkSize;
        }
        require("size of all chunks", size, done);
        Optional<TableEntry> last = Optional.of(entry).filter(one -> one.number("endoffset") != 0);
        if (last.isPresent()) {
            long end = last.get().number("endoffset");
            require("endOffset", start + size, frames.content(end), end);
        }
    }

    private void requireChunk(TableEntry chunk, long start, long end) {
        Optional<FrameSum> expected =
                Optional.ofNullable(tar.chunks().get(start)).filter(frame -> frame.end() == end);
        Optional<String> found = chunk.optionalText("chunkdigest");
        if (expected.isPresent() && found.isPresent()) {
            require("chunkDigest", expected.get().digest().toString(), found.get());
        }
    }

    private static void require(String key, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalArgumentException(key + ": expected " + expected + ", found " + found);
        }
    }

    private static void require(String key, long expected, long found) {
        require(key, (Object) expected, found);
    }

    private static void require(String key, long expected, long found, long offset) {
        if (expected != found) {
            String where = found < 0 ? "where no frame begins" : "at byte " + found + " of the tar";
            throw new IllegalArgumentException(
                    key + ": expected a frame at byte " + expected + " of the tar, found " + offset + ", " + where);
        }
    }
}
