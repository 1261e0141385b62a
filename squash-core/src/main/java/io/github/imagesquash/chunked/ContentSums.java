// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.TarEntry;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums over a tar that is read in one pass: of each file's content, of the frames in it, and of all that is between
 * contents.
 */
final class ContentSums {
    private final FrameMap frames;
    private final Deque<TarEntry> announced = new ArrayDeque<>();
    private final List<EntrySums> entries = new ArrayList<>();
    private final MessageDigest between = Digest.newSha256();
    private Optional<FileSums> file = Optional.empty();
    private long position;
    private boolean sparse;

    ContentSums(FrameMap frames) {
        this.frames = frames;
    }

    /**
     * An entry of the tar.
     *
     * @param entry its metadata and place
     * @param content the digest of its content; empty if there is none
     * @param checksum the checksum of its content as in tar-split data
     * @param chunks the frames in it, if there are several, by where they begin in the tar, in bytes
     */
    record EntrySums(TarEntry entry, Optional<Digest> content, Crc64 checksum, Map<Long, FrameSum> chunks) {}

    /**
     * A frame in a content.
     *
     * @param end position behind it in the tar, in bytes
     * @param digest sha256 of its bytes
     */
    record FrameSum(long end, Digest digest) {}

    /** The file whose content is being read. */
    private final class FileSums {
        final TarEntry entry;
        final long end;
        final Crc64 checksum = new Crc64();
        final Map<Long, FrameSum> chunks = new HashMap<>();
        final MessageDigest whole = Digest.newSha256();
        Optional<MessageDigest> chunk = Optional.empty();
        long chunkStart;

        FileSums(TarEntry entry) {
            this.entry = entry;
            this.end = entry.contentOffset() + entry.header().size();
            this.chunkStart = entry.contentOffset();
        }

        /** Takes bytes up to the end of the frame or of the content. */
        int take(byte[] bytes, int start, int length) {
            // A frame is known only when its first byte is read, which can be after the last byte of the one before.
            if (position > chunkStart && frames.nextBehind(position - 1) == position) {
                endFrame(position);
            }
            int n = (int) Math.min(length, Math.min(end, frames.nextBehind(position)) - position);
            checksum.update(bytes, start, n);
            whole.update(bytes, start, n);
            chunk.ifPresent(digest -> digest.update(bytes, start, n));
            return n;
        }

        EntrySums finish() {
            if (chunk.isPresent()) {
                endFrame(end);
            }
            return new EntrySums(entry, Optional.of(Digest.sha256(whole)), checksum, Map.copyOf(chunks));
        }

        /** The sum of the first frame is that of the content so far. */
        private void endFrame(long at) {
            MessageDigest digest = chunk.orElseGet(() -> copy(whole));
            chunks.put(chunkStart, new FrameSum(at, Digest.sha256(digest)));
            chunk = Optional.of(Digest.newSha256());
            chunkStart = at;
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java runtime can copy a SHA-256", e);
        }
    }

    /** An entry whose header was read. */
    void add(TarEntry entry) {
        sparse |= !entry.extents().isEmpty();
        announced.add(entry);
    }

    /** Whether the sums are incomplete, because there is a sparse file. */
    boolean isSparse() {
        return sparse;
    }

    /**
     * Takes the next bytes of the tar; all entries whose headers end in them were announced. Nothing is summed from the
     * first sparse file on, since the format does not know such files.
     */
    void update(byte[] bytes, int length) {
        if (sparse) {
            return;
        }
        int at = 0;
        while (at < length) {
            at += take(bytes, at, length - at);
        }
        skipEmpty();
    }

    private int take(byte[] bytes, int start, int length) {
        skipEmpty();
        int n;
        if (file.isPresent()) {
            n = file.get().take(bytes, start, length);
        } else {
            long next =
                    announced.isEmpty() ? Long.MAX_VALUE : announced.getFirst().contentOffset();
            n = (int) Math.min(length, next - position);
            between.update(bytes, start, n);
        }
        position += n;
        return n;
    }

    /** Ends the file that was read, and begins the next one, if it begins here. */
    private void skipEmpty() {
        if (file.isPresent() && position == file.get().end) {
            entries.add(file.get().finish());
            file = Optional.empty();
        }
        while (file.isEmpty() && !announced.isEmpty() && announced.getFirst().contentOffset() == position) {
            TarEntry entry = announced.removeFirst();
            if (entry.header().size() > 0) {
                file = Optional.of(new FileSums(entry));
            } else {
                entries.add(new EntrySums(entry, Optional.empty(), new Crc64(), Map.of()));
            }
        }
    }

    /** The entries in their order, after the last byte. */
    List<EntrySums> entries() {
        return entries;
    }

    /** The digest of everything that is in no content. Called once. */
    Digest between() {
        return Digest.sha256(between);
    }

    /** The size of the tar, in bytes. */
    long size() {
        return position;
    }
}
