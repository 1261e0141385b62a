// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.tar.TarEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes tar-split data: everything of a tar but the contents of its files, as one JSON object a line. With it and the
 * files an engine makes the layer's tar again, to the byte, without having fetched it. A segment has the padding behind
 * a file, or headers; a file has the size and the checksum of its content. What readers do without is left out, because every
 * pull fetches this data: lines have no numbers, and entries without content no line. Padding is a segment of its own,
 * because equal headers are equal in Base64 only if they begin at the same one of its three bytes.
 */
final class TarSplitWriter {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int FILE = 1;
    private static final int SEGMENT = 2;

    private final OutputStream out;
    private final ByteArrayOutputStream segment = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private int padding;

    TarSplitWriter(OutputStream out) throws IOException {
        this.out = out;
        this.json = JSON.createGenerator(out);
        json.setRootValueSeparator(null);
    }

    /** Takes bytes that belong to no file. */
    void between(byte[] bytes, int start, int length) throws IOException {
        int n = Math.min(padding, length);
        segment.write(bytes, start, n);
        padding -= n;
        if (n > 0 && padding == 0) {
            endSegment();
        }
        segment.write(bytes, start + n, length - n);
    }

    /** A file's headers are complete, and its content was skipped. */
    void file(byte[] name, long size, Crc64 checksum) throws IOException {
        json.writeStartObject();
        json.writeNumberField("type", FILE);
        json.writeStringField("name", new String(name, StandardCharsets.UTF_8));
        json.writeNumberField("size", size);
        json.writeBinaryField("payload", checksum.value());
        end();
        padding = TarEncoder.padding(size);
    }

    /** The bytes between two entries' contents are complete. */
    void endSegment() throws IOException {
        json.writeStartObject();
        json.writeNumberField("type", SEGMENT);
        json.writeBinaryField("payload", segment.toByteArray());
        end();
        segment.reset();
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.flush();
        out.write('\n');
    }
}
