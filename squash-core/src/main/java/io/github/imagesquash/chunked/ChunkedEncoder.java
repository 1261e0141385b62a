// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.blob.BlobEncoder;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.TarEncoder;
import io.github.imagesquash.tar.TarHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Stores a layer's tar as zstd:chunked. Each content of a file is one frame, or several if it is large; what is between
 * contents is a frame as well. Then follow, as skippable frames, the table of contents, the tar-split data and the
 * footer. The tar is given as bytes and, for its structure, as the headers that {@link TarEncoder} made these bytes of.
 */
public final class ChunkedEncoder implements BlobEncoder {
    /** The largest table that engines read, in bytes before compression. */
    private static final long MAX_TABLE = 150L << 20;

    /** The largest table that the first generation of readers accepts. */
    private static final long MAX_FIRST_TABLE = 50L << 20;

    private static final int METADATA_LEVEL = 9;

    private final OutputStream out;
    private final FrameQueue frames;
    private final MetadataFrame tableFrame = MetadataFrame.open(METADATA_LEVEL);
    private final MetadataFrame tarSplitFrame = MetadataFrame.open(METADATA_LEVEL);
    private final TocWriter table = new TocWriter(tableFrame);
    private final TarSplitWriter tarSplit = new TarSplitWriter(tarSplitFrame);
    private final Deque<FileChunks> unfinished = new ArrayDeque<>();
    private final ContentCutter cutter = new ContentCutter();
    private final Iterator<TarHeader> headers;

    private ChunkedSupport support = ChunkedSupport.ALL;
    private Optional<FileChunks> entry = Optional.empty();
    private long headerLeft;
    private long contentLeft;
    private Crc64 checksum = new Crc64();
    private MessageDigest digest = Digest.newSha256();
    private Map<String, String> annotations = Map.of();

    /**
     * Opens an encoder.
     *
     * @param headers the tar's entries in their order, none with {@link ChunkedSupport#NONE}
     * @param level 1 to 22
     * @param threads how many threads may compress, at least 1; the stored bytes do not depend on it
     * @param out receives the stored bytes; not closed
     * @throws IOException if this platform lacks the native library for zstd
     */
    public ChunkedEncoder(Iterator<TarHeader> headers, int level, int threads, OutputStream out) throws IOException {
        this.out = out;
        this.headers = headers;
        this.frames = new FrameQueue(level, threads, out);
        nextEntry(0);
    }

    @Override
    public void write(byte[] buffer, int start, int length) throws IOException {
        int end = start + length;
        int at = start;
        while (at < end) {
            at += headerLeft > 0 ? between(buffer, at, end - at) : content(buffer, at, end - at);
        }
    }

    /** Takes bytes of padding and headers. */
    private int between(byte[] buffer, int start, int length) throws IOException {
        int room = FrameBatch.MAX_FRAME - frames.frameSize();
        int n = (int) Math.min(Math.min(room, length), headerLeft);
        tarSplit.between(buffer, start, n);
        frames.add(buffer, start, n);
        headerLeft -= n;
        if (n == room) {
            frames.endFrame(Optional.empty());
        }
        if (headerLeft == 0 && entry.isPresent()) {
            tarSplit.endSegment();
            if (contentLeft > 0) {
                frames.endFrame(Optional.empty());
            } else {
                endEntry(0);
            }
        }
        return n;
    }

    /** Takes bytes of a file. */
    private int content(byte[] buffer, int start, int length) throws IOException {
        FileChunks file = entry.orElseThrow(() -> new IllegalArgumentException("bytes behind the end of the tar"));
        int n = cutter.take(buffer, start, (int) Math.min(length, contentLeft));
        long size = file.header().size();
        checksum.update(buffer, start, n);
        if (size > ContentCutter.MIN) {
            digest.update(buffer, start, n);
        }
        frames.add(buffer, start, n);
        contentLeft -= n;
        if (contentLeft == 0 && size > ContentCutter.MIN) {
            file.digest(Digest.sha256(digest));
        }
        if (contentLeft == 0 || cutter.isAtEnd()) {
            frames.endFrame(entry);
            cutter.restart();
        }
        if (contentLeft == 0) {
            endEntry(TarEncoder.padding(size));
        }
        return n;
    }

    private void endEntry(int padding) throws IOException {
        TarHeader header = entry.orElseThrow().header();
        if (header.size() > 0) {
            tarSplit.file(header.name(), header.size(), checksum);
        }
        nextEntry(padding);
    }

    private void nextEntry(int padding) throws IOException {
        writeFinished();
        if (headers.hasNext()) {
            TarHeader header = headers.next();
            FileChunks file = new FileChunks(header);
            unfinished.add(file);
            support = min(support, ChunkedSupport.of(header));
            entry = Optional.of(file);
            headerLeft = padding + TarEncoder.encodedSize(header);
            contentLeft = header.size();
            checksum = new Crc64();
        } else {
            entry = Optional.empty();
            headerLeft = padding + TarEncoder.END_SIZE;
        }
    }

    private static ChunkedSupport min(ChunkedSupport a, ChunkedSupport b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void writeFinished() throws IOException {
        while (!unfinished.isEmpty() && unfinished.getFirst().isComplete()) {
            table.entry(unfinished.removeFirst());
        }
    }

    @Override
    public void finish() throws IOException {
        if (headerLeft > 0 || entry.isPresent()) {
            throw new IllegalArgumentException("the tar ends before its entries do");
        }
        tarSplit.endSegment();
        tarSplitFrame.close();
        frames.endFrame(Optional.empty());
        long end = frames.finish();
        writeFinished();
        table.finish(tarSplitFrame.digest());
        tableFrame.close();
        if (support != ChunkedSupport.NONE && tableFrame.uncompressedBytes() <= MAX_TABLE) {
            append(end);
        }
        close();
    }

    private void append(long end) throws IOException {
        long tableOffset = end + SkippableFrame.HEADER_SIZE;
        ChunkedFooter footer = new ChunkedFooter(
                tableFrame.part(tableOffset),
                tarSplitFrame.part(tableOffset + tableFrame.storedBytes() + SkippableFrame.HEADER_SIZE));
        tableFrame.writeTo(out);
        tarSplitFrame.writeTo(out);
        SkippableFrame.write(footer.bytes(), out);
        boolean first = tableFrame.uncompressedBytes() <= MAX_FIRST_TABLE;
        annotations =
                ChunkedAnnotations.of(footer, tableFrame.digest().toString(), first ? support : ChunkedSupport.CURRENT);
    }

    /**
     * The annotations of the layer, after {@link #finish}; none if engines cannot read the table because it is too
     * large, and so is not there.
     */
    public Map<String, String> annotations() {
        return annotations;
    }

    @Override
    public void close() {
        frames.close();
    }
}
