// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a layer and how many bytes each part of them has in the blob, by the layer's table of contents. */
public final class PullTable {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final long MAX_TABLE = 150L << 20;

    private final long dataBytes;
    private final List<StoredFile> files = new ArrayList<>();
    private final List<TableEntry> chunks = new ArrayList<>();

    /** A file's content and its chunks. */
    private record StoredFile(String digest, List<StoredPiece> pieces) {}

    /** A chunk: its digest, empty if it is the whole file, and its stored size in bytes. */
    private record StoredPiece(String digest, long bytes) {}

    /**
     * What has to be fetched.
     *
     * @param files how many files that another machine does not have
     * @param bytes size of their frames, in bytes
     */
    public record Missing(long files, long bytes) {}

    private PullTable(long dataBytes) {
        this.dataBytes = dataBytes;
    }

    /**
     * Reads the table of a layer; empty if its annotations name none.
     *
     * @param where the layer in messages
     * @throws InvalidImageException if the table has another digest or is no table
     */
    public static Optional<PullTable> read(Blob blob, Map<String, String> annotations, String where)
            throws IOException {
        Optional<ChunkedClaim> claim = ChunkedClaim.of(annotations);
        return claim.isEmpty() ? Optional.empty() : Optional.of(read(blob, claim.get(), where));
    }

    private static PullTable read(Blob blob, ChunkedClaim claim, String where) throws IOException {
        ChunkedFooter.Part place = claim.table();
        if (place.length() > MAX_TABLE || place.uncompressed() > MAX_TABLE) {
            throw new InvalidImageException(where, "table of contents of more than 150 MiB");
        }
        requireInBlob(place, blob, where);
        if (claim.tarSplit().isPresent()) {
            requireInBlob(claim.tarSplit().get(), blob, where);
        }
        byte[] stored;
        try (InputStream in = blob.stream()) {
            in.skipNBytes(place.offset());
            stored = in.readNBytes((int) place.length());
        }
        String found = Digest.sha256Of(stored).toString();
        if (!found.equals(claim.checksum().toString())) {
            throw InvalidImageException.mismatch(where, "digest of the table of contents", claim.checksum(), found);
        }
        long data = place.length()
                + claim.tarSplit().map(ChunkedFooter.Part::length).orElse(0L);
        PullTable table = new PullTable(data);
        try (InputStream in = new SizedInput(
                        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(stored)), place.uncompressed());
                JsonParser json = JSON.createParser(in)) {
            table.readEntries(json, place.offset());
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidImageException(
                    where, "broken table of contents: " + Printable.of(String.valueOf(e.getMessage())), e);
        }
        return table;
    }

    private static void requireInBlob(ChunkedFooter.Part part, Blob blob, String where) throws InvalidImageException {
        if (part.end() > blob.size()) {
            throw new InvalidImageException(
                    where,
                    "table of contents of zstd:chunked: expected a place in the " + blob.size()
                            + " bytes of the blob, found " + part.offset() + " to " + part.end());
        }
    }

    private void readEntries(JsonParser json, long end) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() != JsonToken.START_ARRAY || !key.equals("entries")) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                TableEntry entry = TableEntry.read(json);
                if (!entry.isChunk()) {
                    endFile(end);
                }
                chunks.add(entry);
            }
        }
        endFile(end);
    }

    private void endFile(long end) {
        if (!chunks.isEmpty() && chunks.getFirst().number("size") > 0) {
            TableEntry file = chunks.getFirst();
            List<StoredPiece> pieces = new ArrayList<>(chunks.size());
            long fileEnd = file.number("endoffset") == 0 ? end : file.number("endoffset");
            for (int i = 0; i < chunks.size(); i++) {
                long pieceEnd = i + 1 < chunks.size() ? chunks.get(i + 1).number("offset") : fileEnd;
                TableEntry chunk = chunks.get(i);
                requireInside(file, chunk.number("offset"), pieceEnd, end);
                boolean hole = chunk.text("chunktype").equals("zeros");
                pieces.add(new StoredPiece(chunk.text("chunkdigest"), hole ? 0 : pieceEnd - chunk.number("offset")));
            }
            files.add(new StoredFile(file.text("digest"), List.copyOf(pieces)));
        }
        chunks.clear();
    }

    private static void requireInside(TableEntry file, long start, long pieceEnd, long end) {
        if (start < 0 || start > pieceEnd || pieceEnd > end) {
            throw new IllegalArgumentException("\"" + file.text("name") + "\": expected a place in the 0 to " + end
                    + " bytes before the table, found " + start + " to " + pieceEnd);
        }
    }

    /** Size of what is always fetched of such a layer: the table and the tar-split data, in bytes. */
    public long dataBytes() {
        return dataBytes;
    }

    /** Adds the digests of all contents and chunks. */
    public void addContents(Set<String> known) {
        for (StoredFile file : files) {
            known.add(file.digest());
            file.pieces().forEach(piece -> known.add(piece.digest()));
        }
        known.remove("");
    }

    /** What a machine fetches that has these contents and chunks. */
    public Missing missing(Set<String> known) {
        long count = 0;
        long bytes = 0;
        for (StoredFile file : files) {
            if (!known.contains(file.digest())) {
                count++;
                bytes += file.pieces().stream()
                        .filter(piece -> !known.contains(piece.digest()))
                        .mapToLong(StoredPiece::bytes)
                        .sum();
            }
        }
        return new Missing(count, bytes);
    }
}
