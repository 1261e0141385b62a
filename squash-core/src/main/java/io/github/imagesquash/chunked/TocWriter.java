// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.TarHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Writes a layer's table of contents: an object for each entry of the tar, and for each further chunk of a file. Owner
 * and time are written under two names each. The first engines with this format read them only with a capital letter,
 * so a layer of another tool has no owners there; all later ones ignore the case.
 */
final class TocWriter {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int VERSION = 1;

    private final JsonGenerator json;

    TocWriter(OutputStream out) throws IOException {
        this.json = JSON.createGenerator(out);
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeArrayFieldStart("entries");
    }

    /** Writes an entry whose content is stored. */
    void entry(FileChunks file) throws IOException {
        TarHeader header = file.header();
        List<StoredChunk> chunks = file.chunks();
        json.writeStartObject();
        json.writeStringField("type", type(header.type()));
        json.writeStringField("name", text(header.name()));
        if (header.linkName().length > 0) {
            json.writeStringField("linkName", text(header.linkName()));
        }
        writeAttributes(header);
        if (!chunks.isEmpty()) {
            json.writeStringField("digest", file.digest().toString());
            json.writeNumberField("offset", chunks.getFirst().offset());
            json.writeNumberField("endOffset", chunks.getLast().endOffset());
            if (chunks.size() > 1) {
                writeChunk(0, chunks.getFirst());
            }
        }
        json.writeEndObject();
        writeFurtherChunks(text(header.name()), chunks);
    }

    /** Ends the table. */
    void finish(Digest tarSplit) throws IOException {
        json.writeEndArray();
        json.writeStringField("tarSplitDigest", tarSplit.toString());
        json.writeEndObject();
        json.flush();
    }

    private void writeAttributes(TarHeader header) throws IOException {
        writeUnlessZero(header.mode(), "mode");
        writeUnlessZero(header.size(), "size");
        writeUnlessZero(header.uid(), "uid", "UID");
        writeUnlessZero(header.gid(), "gid", "GID");
        String time = Instant.ofEpochSecond(header.mtimeSeconds(), header.mtimeNanos())
                .toString();
        json.writeStringField("modtime", time);
        json.writeStringField("ModTime", time);
        writeUnlessZero(header.deviceMajor(), "devMajor");
        writeUnlessZero(header.deviceMinor(), "devMinor");
        List<ExtendedAttributes.Attribute> attributes = ExtendedAttributes.of(header.records());
        if (!attributes.isEmpty()) {
            json.writeObjectFieldStart("xattrs");
            for (ExtendedAttributes.Attribute attribute : attributes) {
                json.writeBinaryField(text(attribute.name()), attribute.value());
            }
            json.writeEndObject();
        }
    }

    private void writeFurtherChunks(String name, List<StoredChunk> chunks) throws IOException {
        long chunkOffset = 0;
        for (int i = 1; i < chunks.size(); i++) {
            chunkOffset += chunks.get(i - 1).size();
            StoredChunk chunk = chunks.get(i);
            json.writeStartObject();
            json.writeStringField("type", "chunk");
            json.writeStringField("name", name);
            json.writeNumberField("offset", chunk.offset());
            if (i == chunks.size() - 1) {
                json.writeNumberField("endOffset", chunk.endOffset());
            }
            writeChunk(chunkOffset, chunk);
            json.writeEndObject();
        }
    }

    private void writeChunk(long chunkOffset, StoredChunk chunk) throws IOException {
        json.writeNumberField("chunkSize", chunk.size());
        writeUnlessZero(chunkOffset, "chunkOffset");
        json.writeStringField("chunkDigest", chunk.digest().toString());
    }

    private void writeUnlessZero(long number, String... names) throws IOException {
        if (number != 0) {
            for (String name : names) {
                json.writeNumberField(name, number);
            }
        }
    }

    static String type(EntryType type) {
        return switch (type) {
            case REGULAR -> "reg";
            case HARD_LINK -> "hardlink";
            case SYMLINK -> "symlink";
            case CHARACTER_DEVICE -> "char";
            case BLOCK_DEVICE -> "block";
            case DIRECTORY -> "dir";
            case FIFO -> "fifo";
        };
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}
