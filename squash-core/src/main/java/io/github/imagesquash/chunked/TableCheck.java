// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.imagesquash.chunked.ContentSums.EntrySums;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Compares a table of contents with the tar whose entries it lists: the same ones in the same order. */
final class TableCheck {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final FrameMap frames;
    private final Iterator<EntrySums> expected;
    private Optional<EntryCheck> entry = Optional.empty();
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
                String key = TableEntry.key(json);
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
            throw new IllegalArgumentException(
                    "expected entry " + EntryCheck.name(expected.next()) + ", found the end");
        }
        return tarSplit;
    }

    private void readEntries(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            TableEntry next = TableEntry.read(json);
            if (!next.isChunk()) {
                endEntry();
                beginEntry(next);
            } else if (entry.isEmpty() || !entry.get().isNamed(next.text("name"))) {
                throw new IllegalArgumentException(next.quotedName() + ": a chunk that does not follow its file");
            } else {
                entry.get().addChunk(next);
            }
        }
    }

    private void beginEntry(TableEntry first) {
        if (!expected.hasNext()) {
            throw new IllegalArgumentException("expected no more entries, found " + first.quotedName());
        }
        entry = Optional.of(new EntryCheck(first, expected.next(), frames));
    }

    /** All chunks of an entry were read. */
    private void endEntry() {
        entry.ifPresent(EntryCheck::end);
        entry = Optional.empty();
    }
}
