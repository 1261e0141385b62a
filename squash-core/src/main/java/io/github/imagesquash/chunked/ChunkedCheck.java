// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.imagesquash.blob.ZstdFrameInput;
import io.github.imagesquash.chunked.ChunkedFooter.Part;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.TarEntry;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares what a layer says for engines that fetch single files with its tar, in the pass that reads the tar: the table
 * of contents, the places and sums of frames, and the tar-split data. An engine believes the table, so one that lies
 * gives another file system than the tar.
 */
public final class ChunkedCheck implements AutoCloseable {
    /** The most bytes that engines read of the table, or of the tar-split data before it is inflated. */
    private static final long MAX_PART = 150L << 20;

    /** How many pieces of the tar wait for being summed. */
    private static final int PIECES = 4;

    private final String where;
    private final ChunkedClaim claim;
    private final FrameMap frames = new FrameMap();
    private final ContentSums sums = new ContentSums(frames);
    private final StoredPart table;
    private final Optional<StoredPart> tarSplit;

    private final List<TarEntry> announced = new ArrayList<>();
    private final Deque<Future<?>> summing = new ArrayDeque<>();
    private final ExecutorService summer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("squash-sums-", 1).factory());

    private ChunkedCheck(ChunkedClaim claim, String where) {
        this.where = where;
        this.claim = claim;
        this.table = new StoredPart(claim.table());
        this.tarSplit = claim.tarSplit().map(StoredPart::new);
    }

    /**
     * A check of a layer, if its annotations say that it has a table.
     *
     * @param annotations those of its descriptor
     * @param where the layer in messages
     * @throws InvalidImageException if the table would be larger than engines read
     */
    public static Optional<ChunkedCheck> of(Map<String, String> annotations, String where)
            throws InvalidImageException {
        Optional<ChunkedClaim> claim = ChunkedClaim.of(annotations);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        ChunkedCheck check = new ChunkedCheck(claim.get(), where);
        Part table = claim.get().table();
        if (table.length() > MAX_PART || table.uncompressed() > MAX_PART) {
            throw check.refused("table of contents", "more than 150 MiB, which engines refuse as well");
        }
        return Optional.of(check);
    }

    /** The layer's tar; the stream has to be read to its end. */
    public InputStream decompress(InputStream stored) throws IOException {
        return ZstdFrameInput.open(
                stored,
                new ZstdFrameInput.FrameObserver() {
                    @Override
                    public void frame(long offset, long content) {
                        frames.add(offset, content);
                    }

                    @Override
                    public void skipped(long offset, byte[] bytes, int length) {
                        table.put(offset, bytes, length);
                        tarSplit.ifPresent(part -> part.put(offset, bytes, length));
                    }
                },
                where);
    }

    /** An entry whose header was read, before its content is. */
    public void entry(TarEntry entry) {
        announced.add(entry);
    }

    /** The next bytes of the tar, after the entries in them. They are summed on another thread. */
    public void update(byte[] bytes, int length) throws IOException {
        List<TarEntry> entries = List.copyOf(announced);
        announced.clear();
        byte[] piece = Arrays.copyOf(bytes, length);
        await(PIECES - 1);
        summing.add(summer.submit(() -> {
            entries.forEach(sums::add);
            sums.update(piece, piece.length);
        }));
    }

    /** Waits until at most this number of pieces are left. */
    private void await(int left) throws IOException {
        try {
            while (summing.size() > left) {
                summing.remove().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /**
     * Compares, after the last byte.
     *
     * @throws InvalidImageException saying which entry is wrong
     */
    public void finish() throws IOException {
        await(0);
        if (sums.isSparse()) {
            return;
        }
        requireStored("table of contents", table, claim.checksum().toString());
        Optional<String> digest = check("table of contents", table, new TableCheck(sums.entries(), frames)::require);
        if (digest.isPresent()) {
            StoredPart part = tarSplit.orElseThrow(
                    () -> refused("tar-split data", "expected an annotation with their position, found none"));
            requireStored("tar-split data", part, digest.get());
            check("tar-split data", part, in -> {
                new TarSplitCheck(sums).require(in);
                return Optional.empty();
            });
        }
    }

    /** Stops the thread. */
    @Override
    public void close() {
        summer.shutdownNow();
        summer.close();
    }

    private void requireStored(String what, StoredPart part, String digest) throws InvalidImageException {
        if (!part.isComplete()) {
            throw refused(
                    what,
                    "no skippable frame with " + part.place().length() + " bytes at byte "
                            + part.place().offset());
        }
        String found = Digest.sha256Of(part.bytes()).toString();
        if (!found.equals(digest)) {
            throw refused(what, "digest: expected " + Printable.of(digest) + ", found " + found);
        }
    }

    /** Reads a part. */
    @FunctionalInterface
    private interface PartReader {
        Optional<String> read(InputStream in) throws IOException;
    }

    private Optional<String> check(String what, StoredPart part, PartReader reader) throws IOException {
        InputStream inflated = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(part.bytes()));
        try (SizedInput in = new SizedInput(inflated, part.place().uncompressed())) {
            Optional<String> result = reader.read(in);
            in.requireEnd();
            return result;
        } catch (ZstdIOException e) {
            throw refused(what, "broken zstd data: " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw refused(what, "not valid JSON: " + Printable.of(e.getOriginalMessage()));
        } catch (CharConversionException e) {
            throw refused(what, "not valid JSON: " + Printable.of(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            throw refused(what, String.valueOf(e.getMessage()));
        }
    }

    private InvalidImageException refused(String what, String problem) {
        return new InvalidImageException(
                where,
                what + " of zstd:chunked: " + problem
                        + "; engines that fetch single files would see other ones than the tar has, and --lenient"
                        + " reads the tar");
    }
}
