// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.imagesquash.chunked.ContentSums.EntrySums;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Iterator;

/** Checks that tar-split data, together with the files, make exactly the tar that was read. */
final class TarSplitCheck {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();
    private static final String FILE = "1";
    private static final String SEGMENT = "2";

    private final ContentSums tar;
    private final Iterator<EntrySums> files;
    private final MessageDigest between = Digest.newSha256();
    private long position;

    TarSplitCheck(ContentSums tar) {
        this.tar = tar;
        this.files = tar.entries().stream()
                .filter(entry -> entry.entry().header().size() > 0)
                .iterator();
    }

    /**
     * Reads the data.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    void require(InputStream lines) throws IOException {
        try (JsonParser json = JSON.createParser(lines)) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                require(TableEntry.read(json));
            }
            if (json.currentToken() != null) {
                throw new IllegalArgumentException("expected JSON objects, found " + json.currentToken());
            }
        }
        if (files.hasNext() || position != tar.size() || !Digest.sha256(between).equals(tar.between())) {
            throw new IllegalArgumentException("makes another tar: expected " + tar.size() + " bytes, found " + position
                    + (position == tar.size() ? " with other headers" : ""));
        }
    }

    private void require(TableEntry part) {
        switch (part.text("type")) {
            case SEGMENT -> {
                byte[] bytes = Base64.getDecoder().decode(part.text("payload"));
                between.update(bytes);
                position += bytes.length;
            }
            case FILE -> requireFile(part);
            default -> throw new IllegalArgumentException("unknown type " + part.text("type"));
        }
    }

    private void requireFile(TableEntry part) {
        long size = part.number("size");
        if (size == 0) {
            return;
        }
        if (!files.hasNext()) {
            throw new IllegalArgumentException("expected no more files, found " + part.quotedName());
        }
        EntrySums file = files.next();
        String checksum = Base64.getEncoder().encodeToString(file.checksum().value());
        if (size != file.entry().header().size()
                || position != file.entry().contentOffset()
                || !checksum.equals(part.text("payload"))) {
            throw new IllegalArgumentException("file \""
                    + Printable.of(file.entry().header().name()) + "\": expected "
                    + file.entry().header().size()
                    + " bytes with checksum " + checksum + ", found " + part.quotedName() + " with " + size
                    + " bytes and checksum "
                    + part.text("payload"));
        }
        position += size;
    }
}
