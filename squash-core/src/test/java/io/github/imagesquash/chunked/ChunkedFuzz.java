// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.blob.MemoryChannel;
import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.tar.EntryType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a fuzzer made of the data behind a layer's tar: by the check of a run, and to estimate a pull. */
public final class ChunkedFuzz {
    private static final String KEY = "io.github.containers.zstd-chunked.";
    private static final String WHERE = "layer";

    private ChunkedFuzz() {}

    private static ChunkedTar tar() throws IOException {
        return new ChunkedTar()
                .entry("etc/", EntryType.DIRECTORY, "")
                .file("etc/a", ChunkedTar.bytes("A"))
                .file("etc/b", ChunkedTar.bytes("B".repeat(1000)))
                .entry("etc/c", EntryType.HARD_LINK, "etc/a");
    }

    private static ChunkedBlob encoded() {
        try {
            return tar().encoded();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The table and, behind a zero byte, the tar-split data. */
    public static List<byte[]> tables() {
        StringBuilder text = new StringBuilder();
        try {
            encoded().withTable(json -> kept(json, text)).withTarSplit(json -> kept(json, text.append('\0')));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String zeros =
                "{\"version\":1,\"entries\":[{\"type\":\"reg\",\"name\":\"a\",\"size\":9,\"offset\":0,\"endOffset\":9,"
                        + "\"chunkSize\":4,\"chunkDigest\":\"sha256:0\",\"xattrs\":{\"user.a\":\"QQ==\"}},{\"type\":\"chunk\",\"name\":"
                        + "\"a\",\"chunkType\":\"zeros\",\"chunkOffset\":4,\"offset\":4}]}";
        return List.of(bytes(text.toString()), bytes(zeros));
    }

    private static String kept(String json, StringBuilder text) {
        text.append(json);
        return json;
    }

    /** Reads such a text, with digests and places that fit. */
    public static void readTable(byte[] data) throws IOException {
        String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\0", 2);
        ChunkedBlob blob = encoded().withTable(_ -> parts[0]);
        read(parts.length == 1 ? blob : split(blob, parts[0], parts[1]));
    }

    /** The table may name no digest of the tar-split data, which the fixture then cannot replace. */
    private static ChunkedBlob split(ChunkedBlob blob, String table, String lines) throws IOException {
        return table.contains("\"tarSplitDigest\":\"sha256:") ? encoded().withTarSplit(_ -> lines) : blob;
    }

    /** Annotations, one a line, and behind an empty line the blob. */
    public static List<byte[]> blobs() {
        ChunkedBlob blob = encoded();
        String annotations = blob.annotations().get(KEY + "manifest-position") + "\n"
                + blob.annotations().get(KEY + "tarsplit-position") + "\n\n";
        byte[] head = bytes(annotations);
        byte[] seed = Arrays.copyOf(head, head.length + blob.blob().length);
        System.arraycopy(blob.blob(), 0, seed, head.length, blob.blob().length);
        return List.of(seed);
    }

    /** Reads such a blob; the digest of the table fits, if its place is in the blob. */
    public static void readBlob(byte[] data) throws IOException {
        String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\n", 4);
        byte[] stored = bytes(parts.length < 4 ? "" : parts[3]);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(KEY + "manifest-checksum", ChunkedBlob.digest(new byte[0]));
        annotations.put(KEY + "manifest-position", parts[0]);
        if (parts.length > 1) {
            annotations.put(KEY + "tarsplit-position", parts[1]);
        }
        ChunkedClaim.of(annotations).ifPresent(claim -> {
            ChunkedFooter.Part table = claim.table();
            if (table.offset() <= stored.length && table.length() <= stored.length - table.offset()) {
                byte[] range =
                        Arrays.copyOfRange(stored, (int) table.offset(), (int) (table.offset() + table.length()));
                annotations.put(KEY + "manifest-checksum", ChunkedBlob.digest(range));
            }
        });
        read(new ChunkedBlob(stored, annotations));
    }

    private static void read(ChunkedBlob blob) throws IOException {
        Optional<PullTable> table = PullTable.read(MemoryChannel.region(blob.blob()), blob.annotations(), WHERE);
        if (table.isPresent()) {
            PullTable.Missing missing = table.get().missing(new HashSet<>());
            if (missing.bytes() < 0 || table.get().dataBytes() < 0) {
                throw new AssertionError(missing + ", data " + table.get().dataBytes());
            }
        }
        Optional<ChunkedCheck> found = ChunkedCheck.of(blob.annotations(), WHERE);
        if (found.isPresent()) {
            byte[] bytes = tar(found.get(), blob);
            tar().entries().forEach(found.get()::entry);
            found.get().sum(bytes, bytes.length).run();
            found.get().require(blob.annotations());
        }
    }

    /** A stream that is not closed keeps memory that is not the heap's. */
    private static byte[] tar(ChunkedCheck check, ChunkedBlob blob) throws IOException {
        try (InputStream in = check.decompress(new ByteArrayInputStream(blob.blob()))) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
