// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object in a table of contents. Keys are read without regard to case, as newer engines read them; two of them that
 * differ only in case must have the same value.
 */
final class TableEntry {
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> attributes = new TreeMap<>();

    /**
     * Reads the object whose first token was read.
     *
     * @throws IllegalArgumentException if keys contradict each other
     */
    static TableEntry read(JsonParser json) throws IOException {
        TableEntry entry = new TableEntry();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = json.nextToken();
            if (key.equals("xattrs") && value == JsonToken.START_OBJECT) {
                entry.readAttributes(json);
            } else if (value.isScalarValue()) {
                entry.put(key, value == JsonToken.VALUE_NULL ? "" : json.getText());
            } else {
                json.skipChildren();
            }
        }
        return entry;
    }

    private void put(String key, String value) {
        String other = values.putIfAbsent(key, value);
        if (other != null && !other.equals(value)) {
            throw new IllegalArgumentException(key + ": found two values, " + other + " and " + value);
        }
    }

    private void readAttributes(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            attributes.put(name, json.getText());
        }
    }

    /** A text; empty if it is absent. */
    String text(String key) {
        return values.getOrDefault(key, "");
    }

    /**
     * A number; 0 if it is absent.
     *
     * @throws IllegalArgumentException if it is no whole number
     */
    long number(String key) {
        String text = text(key);
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": expected a whole number, found " + text, e);
        }
    }

    /** The text of a key that must be there for a comparison to make sense. */
    Optional<String> optionalText(String key) {
        return Optional.of(text(key)).filter(text -> !text.isEmpty());
    }

    /** Its name for messages. */
    String quotedName() {
        return "\"" + Printable.of(text("name")) + "\"";
    }

    /** The names of extended attributes with their values in Base64. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** Whether it is a further chunk of the entry before it. */
    boolean isChunk() {
        return text("type").equals("chunk");
    }
}
