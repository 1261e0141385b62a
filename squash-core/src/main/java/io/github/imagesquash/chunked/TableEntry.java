// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An object in a table of contents. Older engines read keys as they are written, newer ones without regard to case: so
 * keys must be written as all engines write them, and two of them that differ only in case must have the same value.
 */
final class TableEntry {
    /** The keys that engines read, as any of them writes them. */
    private static final Set<String> KEYS = Set.of(
            "type",
            "name",
            "linkName",
            "mode",
            "size",
            "uid",
            "UID",
            "gid",
            "GID",
            "modtime",
            "ModTime",
            "devMajor",
            "devMinor",
            "xattrs",
            "digest",
            "offset",
            "endOffset",
            "chunkSize",
            "chunkOffset",
            "chunkDigest",
            "chunkType",
            "payload",
            "entries",
            "tarSplitDigest");

    private static final Set<String> LOWER_CASE_KEYS =
            KEYS.stream().map(TableEntry::lowerCase).collect(Collectors.toUnmodifiableSet());

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
            String key = key(json);
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

    /**
     * The key that was read, in lower case.
     *
     * @throws IllegalArgumentException if only some engines read it, because of its case
     */
    static String key(JsonParser json) throws IOException {
        String key = json.currentName();
        String lowerCase = lowerCase(key);
        if (LOWER_CASE_KEYS.contains(lowerCase) && !KEYS.contains(key)) {
            throw new IllegalArgumentException("key \"" + Printable.of(key) + "\", which only some engines read");
        }
        return lowerCase;
    }

    private static String lowerCase(String key) {
        return key.toLowerCase(Locale.ROOT);
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
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw new IllegalArgumentException("xattrs: expected a text for " + Printable.of(name));
            }
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
