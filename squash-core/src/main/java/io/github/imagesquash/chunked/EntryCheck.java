// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.chunked.ContentSums.EntrySums;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Digest;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Compares an entry of a table of contents, and its chunks in their order, with the entry of the tar. It keeps one chunk
 * at most, since a table can have millions.
 */
final class EntryCheck {
    private final EntrySums tar;
    private final FrameMap frames;
    private final TableEntry first;
    private TableEntry last;
    private long done;

    /**
     * Compares the entry itself.
     *
     * @throws IllegalArgumentException as all methods: with the key, what was expected and what was found
     */
    EntryCheck(TableEntry first, EntrySums tar, FrameMap frames) {
        this.tar = tar;
        this.frames = frames;
        this.first = first;
        this.last = first;
        named(() -> MetadataCheck.require(first, tar.entry().header()));
    }

    /** Whether it is the entry of that name in the table. */
    boolean isNamed(String name) {
        return first.text("name").equals(name);
    }

    /** Compares the chunk before this one. */
    void addChunk(TableEntry chunk) {
        named(() -> {
            if (size() == 0) {
                throw new IllegalArgumentException("chunks: expected none, because there is no content");
            }
            requireChunk(last, last.number("chunksize"));
        });
        last = chunk;
    }

    /** Compares the last chunk, and whether the chunks are the whole content. */
    void end() {
        if (size() > 0) {
            named(this::requireEnd);
        }
    }

    private void named(Runnable comparison) {
        try {
            comparison.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "entry " + name(tar) + ": " + Printable.of(String.valueOf(e.getMessage())), e);
        }
    }

    /** The name of an entry for messages. */
    static String name(EntrySums tar) {
        return "\"" + Printable.of(tar.entry().header().name()) + "\"";
    }

    private long size() {
        return tar.entry().header().size();
    }

    private void requireEnd() {
        long left = size() - done;
        long chunkSize = last.number("chunksize");
        requireChunk(last, last == first && chunkSize == 0 ? left : chunkSize);
        require("size of all chunks", size(), done);
        require("digest", digest(), first.text("digest"));
        // Engines use the end that the last chunk has.
        requireEndOffset(first);
        requireEndOffset(last);
    }

    private void requireEndOffset(TableEntry chunk) {
        long end = chunk.number("endoffset");
        if (end != 0) {
            require("endOffset", tar.entry().contentOffset() + size(), frames.content(end), end);
        }
    }

    private String digest() {
        return tar.content().map(Digest::toString).orElse("");
    }

    /** A chunk has to begin and end with a frame, at its place in the content. */
    private void requireChunk(TableEntry chunk, long chunkSize) {
        long start = tar.entry().contentOffset() + done;
        require("offset", start, frames.content(chunk.number("offset")), chunk.number("offset"));
        require("chunkOffset", done, chunk.number("chunkoffset"));
        if (chunkSize < 1 || chunkSize > size() - done) {
            throw new IllegalArgumentException("chunkSize: expected 1 to " + (size() - done) + ", found " + chunkSize);
        }
        Optional<String> digest = digest(start, start + chunkSize);
        chunk.optionalText("chunkdigest")
                .ifPresent(found -> require("chunkDigest", digest.orElse("a chunk of one frame"), found));
        if (chunk.text("chunktype").equals("zeros")) {
            require("digest of a hole", zeros(chunkSize), digest.orElse("a chunk of several frames"));
        }
        done += chunkSize;
    }

    /** Of a part of the tar; empty if it is not one frame. */
    private Optional<String> digest(long start, long end) {
        return end - start == size()
                ? Optional.of(digest())
                : Optional.ofNullable(tar.chunks().get(start))
                        .filter(frame -> frame.end() == end)
                        .map(frame -> frame.digest().toString());
    }

    private static String zeros(long size) {
        MessageDigest digest = Digest.newSha256();
        byte[] zeros = new byte[(int) Math.min(size, 1 << 16)];
        for (long left = size; left > 0; left -= zeros.length) {
            digest.update(zeros, 0, (int) Math.min(left, zeros.length));
        }
        return Digest.sha256(digest).toString();
    }

    private static void require(String key, Object expected, Object found) {
        MetadataCheck.require(key, expected, found);
    }

    private static void require(String key, long expected, long found) {
        MetadataCheck.require(key, expected, found);
    }

    private static void require(String key, long expected, long found, long offset) {
        if (expected != found) {
            String where = found < 0 ? "where no frame begins" : "at byte " + found + " of the tar";
            throw new IllegalArgumentException(
                    key + ": expected a frame at byte " + expected + " of the tar, found " + offset + ", " + where);
        }
    }
}
