// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.chunked.ChunkedFooter.Part;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Contents of a blob's skippable frames, collected while the blob is read. */
final class SkippedBytes {
    private static final long NONE = -1;

    private final Optional<List<Wanted>> wanted;
    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(long offset, byte[] bytes) {
        long end() {
            return offset + bytes.length;
        }
    }

    /** A part whose bytes are collected. A blob can have millions of small frames at its place: only one is kept. */
    private static final class Wanted {
        private final Part part;
        private long next = NONE;

        Wanted(Part part) {
            this.part = part;
        }

        boolean takes(Piece piece) {
            boolean begins = piece.offset() <= part.offset() && part.offset() < piece.end();
            boolean continues = piece.offset() == next && next < part.end();
            if (begins || continues) {
                next = piece.end();
            }
            return begins || continues;
        }
    }

    private SkippedBytes(Optional<List<Wanted>> wanted) {
        this.wanted = wanted;
    }

    /** Of all frames, in memory: for own blobs. */
    static SkippedBytes all() {
        return new SkippedBytes(Optional.empty());
    }

    /** Only of what a claim names: a foreign blob can have frames of any size. */
    static SkippedBytes of(ChunkedClaim claim) {
        return new SkippedBytes(Optional.of(claim.parts().map(Wanted::new).toList()));
    }

    /** Takes the next bytes, which stay as they are. */
    void add(long offset, byte[] bytes) {
        Piece piece = new Piece(offset, bytes);
        if (wanted.isEmpty()
                || wanted.get().stream().filter(part -> part.takes(piece)).count() > 0) {
            pieces.add(piece);
        }
    }

    /** The bytes of a part; empty if it is not in one frame. */
    Optional<byte[]> find(Part part) {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            long next = part.offset() + found.size();
            long start = next - piece.offset();
            long end = Math.min(part.end() - piece.offset(), piece.bytes().length);
            if (start >= 0 && start < end) {
                found.write(piece.bytes(), (int) start, (int) (end - start));
            }
        }
        return Optional.of(found.toByteArray()).filter(bytes -> bytes.length == part.length());
    }
}
