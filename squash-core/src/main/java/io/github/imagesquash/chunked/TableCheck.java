// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.imagesquash.chunked.ContentSums.EntrySums;
import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares a table of contents with the tar whose entries it lists: the same ones in the same order. */
final class TableCheck {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final FrameMap frames;
    private final Iterator<EntrySums> expected;
    private final List<TableEntry> chunks = new ArrayList<>();
    private Optional<String> tarSplit = Optional.empty();

    TableCheck(List<EntrySums> expected, FrameMap frames) {
        this.expected = expected.iterator();
        this.frames = frames;
    }

    /**
     * Reads the table.
     *
     * @return the digest of the tar-split data, if the table has it
     * @throws IllegalArgumentException with the entry and what is wrong
     */
    Optional<String> require(InputStream table) throws IOException {
        try (JsonParser json = JSON.createParser(table)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("expected a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName().toLowerCase(Locale.ROOT);
                JsonToken value = json.nextToken();
                if (key.equals("entries") && value == JsonToken.START_ARRAY) {
                    readEntries(json);
                } else if (key.equals("tarsplitdigest")) {
                    tarSplit = Optional.of(json.getText());
                } else {
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("expected one JSON object, found more behind it");
            }
        }
        endEntry();
        if (expected.hasNext()) {
            throw new IllegalArgumentException("expected entry " + name(expected.next()) + ", found the end");
        }
        return tarSplit;
    }

    private void readEntries(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            TableEntry entry = TableEntry.read(json);
            if (!entry.isChunk()) {
                endEntry();
            } else if (chunks.isEmpty()
                    || !entry.text("name").equals(chunks.getFirst().text("name"))) {
                throw new IllegalArgumentException(entry.quotedName() + ": a chunk that does not follow its file");
            }
            chunks.add(entry);
        }
    }

    /** All chunks of an entry were read. */
    private void endEntry() {
        if (chunks.isEmpty()) {
            return;
        }
        if (!expected.hasNext()) {
            throw new IllegalArgumentException(
                    "expected no more entries, found " + chunks.getFirst().quotedName());
        }
        EntrySums tar = expected.next();
        try {
            new EntryCheck(tar, frames).require(chunks);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "entry " + name(tar) + ": " + Printable.of(String.valueOf(e.getMessage())), e);
        }
        chunks.clear();
    }

    private static String name(EntrySums tar) {
        return "\"" + Printable.of(tar.entry().header().name()) + "\"";
    }
}
