// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.LayerBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts fuzzed documents where the readers find them, with the digests and sizes that their place demands. */
final class Documents {
    /** Stands for the digest and the size of the document before, as a descriptor has them. */
    static final String BEFORE = "@BEFORE";

    /** Stands for the digest of the layer. */
    static final String LAYER = "@LAYER";

    /** Parts the documents of an input. */
    static final char SEPARATOR = '\0';

    /** The indexes may be nested deeper than readers follow them; the rest of an input stays one document. */
    private static final int MOST = 12;

    private static final int TYPE_FLAG = 156;
    private static final byte[] TAR = LayerBuilder.layer().dir("t/").toBytes();

    private Documents() {}

    /** A PAX header of these bytes and an entry after it. */
    static byte[] tarWithPaxHeader(byte[] body) {
        return LayerBuilder.layer()
                .file("PaxHeaders/x", body)
                .bytesAt(TYPE_FLAG, new byte[] {'x'})
                .file("t/a", "content of a file that a sparse map may claim to cover")
                .toBytes();
    }

    /**
     * An archive of documents: with two of them a config and a {@code manifest.json}, with more a config, a manifest, any
     * number of indexes each of which can name the one before, and {@code index.json}.
     */
    static byte[] archiveOf(byte[] data) {
        List<byte[]> documents = split(data);
        LayerBuilder archive = LayerBuilder.layer().file("layer.tar", TAR).file(path(TAR), TAR);
        byte[] before = TAR;
        for (int i = 0; i < documents.size(); i++) {
            byte[] document = resolved(documents.get(i), before);
            boolean last = i == documents.size() - 1;
            String lastName = documents.size() == 2 ? "manifest.json" : "index.json";
            archive.file(last ? lastName : path(document), document);
            if (i == 0) {
                archive.file("config.json", document);
            }
            before = document;
        }
        return archive.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}").toBytes();
    }

    private static byte[] resolved(byte[] document, byte[] before) {
        return latin1(new String(document, StandardCharsets.ISO_8859_1)
                .replace(BEFORE, "\"digest\":\"" + Blobs.digest(before) + "\",\"size\":" + before.length)
                .replace(LAYER, Blobs.digest(TAR)));
    }

    private static String path(byte[] document) {
        return "blobs/sha256/" + Blobs.hex(document);
    }

    private static List<byte[]> split(byte[] data) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= data.length; i++) {
            if (i == data.length || data[i] == SEPARATOR && parts.size() < MOST - 1) {
                parts.add(Arrays.copyOfRange(data, from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
