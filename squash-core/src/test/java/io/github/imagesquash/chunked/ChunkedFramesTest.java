// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import io.github.imagesquash.fixture.ChunkedBlob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames in odd places and of odd kinds, in layers of zstd:chunked. */
class ChunkedFramesTest extends ChunkedCheckTests {
    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The frames of the tar, and behind them other bytes for the table, of which an annotation tells the place. */
    private static ChunkedBlob withTableFrames(ChunkedBlob blob, byte[] frames, int start, byte[] table, int size)
            throws IOException {
        byte[] files = Arrays.copyOf(blob.blob(), (int) blob.position("manifest-position")[0] - 8);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(KEY + "manifest-checksum", ChunkedBlob.digest(table));
        annotations.put(KEY + "manifest-position", (files.length + start) + ":" + table.length + ":" + size + ":1");
        return new ChunkedBlob(concat(files, frames), annotations);
    }

    private static byte[] table(ChunkedBlob blob) throws IOException {
        return blob.table()
                .toString()
                .replaceAll(",\"tarSplitDigest\":\"[^\"]*\"", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTableOfTwoZstdFramesInOneSkippableFrameIsRead() throws IOException {
        ChunkedBlob blob = small();
        byte[] json = table(blob);
        byte[] stored = concat(
                Zstd.compress(Arrays.copyOf(json, 50)), Zstd.compress(Arrays.copyOfRange(json, 50, json.length)));
        ChunkedBlob two = withTableFrames(blob, ChunkedBlob.skippable(stored), 8, stored, json.length);
        assertDoesNotThrow(() -> check(two));
    }

    @Test
    void aTableInTwoSkippableFramesIsRefused() throws IOException {
        ChunkedBlob blob = small();
        byte[] json = table(blob);
        byte[] stored = Zstd.compress(json);
        byte[] frames = concat(
                ChunkedBlob.skippable(Arrays.copyOf(stored, 50)),
                ChunkedBlob.skippable(Arrays.copyOfRange(stored, 50, stored.length)));
        assertRefused("no skippable frame with ", withTableFrames(blob, frames, 8, stored, json.length));
        byte[] range = Arrays.copyOfRange(frames, 8, frames.length);
        assertRefused("no skippable frame with ", withTableFrames(blob, frames, 8, range, json.length));
    }

    @Test
    void aTableThatIsAFileOfTheTarIsRefused() throws IOException {
        ChunkedBlob blob = small();
        byte[] file = Arrays.copyOfRange(blob.blob(), 0, 20);
        assertRefused(
                "no skippable frame with 20 bytes at byte 0",
                withTableFrames(blob, new byte[0], -(int) blob.position("manifest-position")[0] + 8, file, 9));
    }

    @Test
    void twoFootersChangeNothing() throws IOException {
        ChunkedBlob blob = small();
        byte[] footer = Arrays.copyOfRange(blob.blob(), blob.blob().length - 72, blob.blob().length);
        assertDoesNotThrow(() -> check(new ChunkedBlob(concat(blob.blob(), footer), blob.annotations())));
    }

    @Test
    void aSkippableFrameOfAlmost4GiBIsTruncated() throws IOException {
        ChunkedBlob blob = small();
        byte[] frame = ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x184D2A5F)
                .putInt(0xFFFFFFFF)
                .array();
        assertRefused("zstd data is truncated", new ChunkedBlob(concat(blob.blob(), frame), blob.annotations()));
        assertRefused("zstd data is truncated", new ChunkedBlob(concat(frame, blob.blob()), blob.annotations()));
    }

    @Test
    void framesOfNothingChangeNothing() throws IOException {
        ChunkedBlob blob = small();
        byte[] empty = Zstd.compress(new byte[0]);
        byte[] behind = concat(blob.blob(), empty, ChunkedBlob.skippable(new byte[0]), empty);
        assertDoesNotThrow(() -> check(new ChunkedBlob(behind, blob.annotations())));
    }

    @Test
    void aFrameWithAChecksumAndWithoutItsSizeIsRead() throws IOException {
        byte[] stored = framed(context -> context.setContentSize(false).setChecksum(true));
        assertDoesNotThrow(() -> check(behindFirstFrame(stored)));
    }

    @Test
    void aFrameThatNeedsADictionaryIsRefused() throws IOException {
        byte[] dictionary = Zstd.compress("x".repeat(100).getBytes(StandardCharsets.US_ASCII));
        byte[] frame = framed(context -> context.loadDict(new ZstdDictCompress(dictionary, 3)));
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        frame[4] |= 1;
        assertRefused(
                "old.tar: layer 1",
                behindFirstFrame(
                        concat(Arrays.copyOf(frame, 5), new byte[] {7}, Arrays.copyOfRange(frame, 5, frame.length))));
    }

    private static byte[] framed(Consumer<ZstdCompressCtx> change) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            change.accept(context);
            return context.compress(new byte[0]);
        }
    }

    /** A frame without content behind all others. */
    private ChunkedBlob behindFirstFrame(byte[] frame) throws IOException {
        ChunkedBlob blob = small();
        return new ChunkedBlob(concat(blob.blob(), frame), blob.annotations());
    }

    @Test
    void moreFramesThanTheTableCanNameAreRefused() throws IOException {
        ChunkedBlob blob = small();
        byte[] many = new byte[8 * 100_000];
        byte[] empty = ChunkedBlob.skippable(new byte[0]);
        for (int i = 0; i < many.length; i++) {
            many[i] = empty[i % 8];
        }
        assertRefused(
                "more frames than the table can name", new ChunkedBlob(concat(blob.blob(), many), blob.annotations()));
    }

    @Test
    @Timeout(60)
    void smallFramesAtThePlaceOfTheTableAreNotKept() throws IOException {
        ChunkedBlob blob = small();
        byte[] frame = ChunkedBlob.skippable(new byte[1]);
        byte[] many = new byte[9 * 1_000_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = frame[i % 9];
        }
        assertRefused("frames", withTableFrames(blob, many, 8, Arrays.copyOfRange(many, 8, many.length), 9));
    }
}
