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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what a layer says for engines that fetch single files with its tar, in the pass that reads the tar: the table
 * of contents, the places and sums of frames, and the tar-split data. An engine believes the table, so one that lies
 * gives another file system than the tar.
 */
public final class ChunkedCheck {
    /** The most bytes that engines read of the table or of the tar-split data, as stored or inflated. */
    private static final long MAX_PART = 150L << 20;

    /** Of the table, a frame takes more bytes than these: it is a file's or a chunk's, or that of a header. */
    private static final int MIN_FRAME_BYTES = 16;

    /** Frames that no table has to name, as those of padding and of the table itself. */
    private static final int MORE_FRAMES = 1 << 16;

    private static final String TABLE = "table of contents";
    private static final String TAR_SPLIT = "tar-split data";

    private final String where;
    private final FrameMap frames;
    private final ContentSums sums;
    private final SkippedBytes skipped;
    private List<TarEntry> announced = new ArrayList<>();

    private ChunkedCheck(SkippedBytes skipped, long mostFrames, String where) {
        this.skipped = skipped;
        this.frames = new FrameMap(mostFrames);
        this.sums = new ContentSums(frames);
        this.where = where;
    }

    /**
     * A check of a layer, if its annotations say that it has a table.
     *
     * @param annotations those of its descriptor
     * @param where the layer in messages
     * @throws InvalidImageException if the table or the tar-split data would be larger than engines read, or if engines
     *     may read the annotations in another way
     */
    public static Optional<ChunkedCheck> of(Map<String, String> annotations, String where)
            throws InvalidImageException {
        Optional<ChunkedClaim> claim = ChunkedClaim.of(annotations);
        requireClear(annotations, where);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        requireReadable(TABLE, claim.get().table(), where);
        if (claim.get().tarSplit().isPresent()) {
            requireReadable(TAR_SPLIT, claim.get().tarSplit().get(), where);
        }
        long frames = claim.get().table().uncompressed() / MIN_FRAME_BYTES + MORE_FRAMES;
        return Optional.of(new ChunkedCheck(SkippedBytes.of(claim.get()), frames, where));
    }

    private static void requireClear(Map<String, String> annotations, String where) throws InvalidImageException {
        try {
            ChunkedClaim.requireClear(annotations);
        } catch (IllegalArgumentException e) {
            throw refused(where, TABLE, String.valueOf(e.getMessage()));
        }
    }

    private static void requireReadable(String what, Part part, String where) throws InvalidImageException {
        if (part.length() > MAX_PART || part.uncompressed() > MAX_PART) {
            throw refused(where, what, "more than 150 MiB, which engines refuse as well");
        }
    }

    /** A check of a layer that is still written: its annotations are known when it is complete. */
    public static ChunkedCheck ofNewLayer(String where) {
        return new ChunkedCheck(SkippedBytes.all(), Integer.MAX_VALUE, where);
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
                    public void skipped(long offset, byte[] bytes) {
                        skipped.add(offset, bytes);
                    }
                },
                where);
    }

    /** An entry whose header was read, before its content is. */
    public void entry(TarEntry entry) {
        announced.add(entry);
    }

    /**
     * Sums the next bytes of the tar. All entries whose headers end in them were announced, and no others.
     *
     * @return does it, on any thread; to be run in the order of the bytes, before they change
     */
    public Runnable sum(byte[] bytes, int length) {
        List<TarEntry> entries = announced;
        announced = new ArrayList<>();
        return () -> {
            entries.forEach(sums::add);
            sums.update(bytes, length);
        };
    }

    /**
     * Compares, after the last byte was summed. Does nothing if the annotations say nothing of a table.
     *
     * @param annotations those of the layer's descriptor
     * @throws InvalidImageException saying which entry is wrong
     */
    public void require(Map<String, String> annotations) throws IOException {
        Optional<ChunkedClaim> claim = ChunkedClaim.of(annotations);
        if (claim.isPresent()) {
            if (sums.isSparse()) {
                throw refused(TABLE, "the tar has a sparse file, which the format cannot describe");
            }
            require(claim.get());
        }
    }

    private void require(ChunkedClaim claim) throws IOException {
        if (frames.isFull()) {
            throw refused(TABLE, "the blob has more frames than the table can name");
        }
        byte[] table = stored(TABLE, claim.table(), claim.checksum().toString());
        Optional<String> digest = check(TABLE, claim.table(), table, new TableCheck(sums.entries(), frames)::require);
        if (digest.isPresent()) {
            Part place = claim.tarSplit()
                    .orElseThrow(() -> refused(TAR_SPLIT, "expected an annotation with their position, found none"));
            check(TAR_SPLIT, place, stored(TAR_SPLIT, place, digest.get()), in -> {
                new TarSplitCheck(sums).require(in);
                return Optional.empty();
            });
        }
    }

    private byte[] stored(String what, Part place, String digest) throws InvalidImageException {
        byte[] bytes = skipped.find(place)
                .orElseThrow(() -> refused(
                        what, "no skippable frame with " + place.length() + " bytes at byte " + place.offset()));
        String found = Digest.sha256Of(bytes).toString();
        if (!found.equals(digest)) {
            throw refused(what, "digest: expected " + Printable.of(digest) + ", found " + found);
        }
        return bytes;
    }

    /** Reads a part. */
    @FunctionalInterface
    private interface PartReader {
        Optional<String> read(InputStream in) throws IOException;
    }

    private Optional<String> check(String what, Part place, byte[] stored, PartReader reader) throws IOException {
        InputStream inflated = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(stored));
        try (SizedInput in = new SizedInput(inflated, place.uncompressed())) {
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
        return refused(where, what, problem);
    }

    private static InvalidImageException refused(String where, String what, String problem) {
        return new InvalidImageException(
                where,
                what + " of zstd:chunked: " + problem
                        + "; engines that fetch single files would see other ones than the tar has, and --lenient"
                        + " reads the tar");
    }
}
