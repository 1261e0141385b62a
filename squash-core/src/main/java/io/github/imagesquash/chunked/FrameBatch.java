// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.blob.ZstdFrameEncoder;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Frames that one thread compresses and hashes at once, because most files are too small for a task of their own. */
final class FrameBatch {
    /** The largest content of a frame, in bytes. */
    static final int MAX_FRAME = ContentCutter.MAX;

    /** It is full after this number of bytes, or a little later. */
    private static final int TARGET = 1 << 20;

    private static final int CAPACITY = TARGET + MAX_FRAME;

    private final byte[] content = new byte[CAPACITY];
    private final List<Frame> frames = new ArrayList<>();
    private byte[] stored = {};
    private int length;
    private int frameStart;

    /** A part of the content and, after compression, of the stored bytes. */
    private static final class Frame {
        final Optional<FileChunks> file;
        final int start;
        final int size;
        int storedSize;
        Optional<Digest> digest = Optional.empty();

        Frame(Optional<FileChunks> file, int start, int size) {
            this.file = file;
            this.start = start;
            this.size = size;
        }
    }

    /** Adds bytes to the frame that was begun, which may have {@link #MAX_FRAME} in total. */
    void add(byte[] bytes, int start, int count) {
        System.arraycopy(bytes, start, content, length, count);
        length += count;
    }

    /** The size of the frame that was begun, before compression. */
    int frameSize() {
        return length - frameStart;
    }

    /** Ends the frame; the next bytes begin another one. */
    void endFrame(Optional<FileChunks> file) {
        frames.add(new Frame(file, frameStart, frameSize()));
        frameStart = length;
    }

    /** Whether it has no room for another frame. */
    boolean isFull() {
        return length >= TARGET;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Compresses the frames, and hashes those with content of files. */
    void encode(ZstdFrameEncoder encoder, MessageDigest hash) throws IOException {
        int bound = Math.toIntExact(frames.stream()
                .mapToLong(frame -> ZstdFrameEncoder.bound(frame.size))
                .sum());
        if (stored.length < bound) {
            stored = new byte[bound];
        }
        int at = 0;
        for (Frame frame : frames) {
            frame.storedSize = encoder.encode(content, frame.start, frame.size, stored, at);
            at += frame.storedSize;
            if (frame.file.isPresent()) {
                hash.update(content, frame.start, frame.size);
                frame.digest = Optional.of(Digest.sha256(hash));
            }
        }
    }

    /**
     * Writes the frames, tells the files where their chunks are, and makes room for new frames.
     *
     * @param position position of the first frame in the blob
     * @return position behind the last one
     */
    long writeTo(OutputStream out, long position) throws IOException {
        long at = position;
        for (Frame frame : frames) {
            long end = at + frame.storedSize;
            if (frame.file.isPresent()) {
                frame.file.get().add(new StoredChunk(at, end, frame.size, frame.digest.orElseThrow()));
            }
            at = end;
        }
        out.write(stored, 0, (int) (at - position));
        frames.clear();
        length = 0;
        frameStart = 0;
        return at;
    }
}
