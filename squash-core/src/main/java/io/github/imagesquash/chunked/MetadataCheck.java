// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.tar.TarHeader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares what a table of contents says about an entry, apart from its content, with the header in the tar. */
final class MetadataCheck {
    private static final Pattern REPLACEMENTS = Pattern.compile("\ufffd+");

    private MetadataCheck() {}

    /** @throws IllegalArgumentException with the key, what was expected and what was found */
    static void require(TableEntry entry, TarHeader header) {
        require("type", TocWriter.type(header.type()), entry.text("type"));
        requireName("name", header.name(), entry.text("name"));
        requireName("linkName", header.linkName(), entry.text("linkname"));
        require("mode", header.mode(), entry.number("mode") & 07777);
        require("size", header.size(), entry.number("size"));
        require("uid", header.uid(), entry.number("uid"));
        require("gid", header.gid(), entry.number("gid"));
        require("devMajor", header.deviceMajor(), entry.number("devmajor"));
        require("devMinor", header.deviceMinor(), entry.number("devminor"));
        requireTime(header, entry);
        requireAttributes(attributes(header), entry.attributes());
    }

    /** Tools write one replacement or several for bytes that are not UTF-8. */
    private static void requireName(String key, byte[] expected, String found) {
        String name = new String(expected, StandardCharsets.UTF_8);
        if (!REPLACEMENTS
                .matcher(name)
                .replaceAll("\ufffd")
                .equals(REPLACEMENTS.matcher(found).replaceAll("\ufffd"))) {
            require(key, name, found);
        }
    }

    private static void requireTime(TarHeader header, TableEntry entry) {
        Instant found = time(entry);
        if (found.getEpochSecond() != header.mtimeSeconds() || found.getNano() != header.mtimeNanos()) {
            throw new IllegalArgumentException("modtime: expected " + header.mtimeSeconds()
                    + " seconds since 1970, found " + found.getEpochSecond());
        }
    }

    private static Instant time(TableEntry entry) {
        String text = entry.text("modtime");
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("modtime: expected a time, found " + text, e);
        }
    }

    private static Map<String, String> attributes(TarHeader header) {
        Map<String, String> attributes = new TreeMap<>();
        ExtendedAttributes.of(header.records())
                .forEach(attribute -> attributes.put(
                        new String(attribute.name(), StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(attribute.value())));
        return attributes;
    }

    /** Names the first attribute that differs: all of them can be large. */
    private static void requireAttributes(Map<String, String> expected, Map<String, String> found) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            require("xattrs: " + name, expected.getOrDefault(name, "no value"), found.getOrDefault(name, "no value"));
        }
    }

    /** @throws IllegalArgumentException if the values are not equal */
    static void require(String key, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalArgumentException(key + ": expected " + expected + ", found " + found);
        }
    }

    /** As with objects, for numbers of any size. */
    static void require(String key, long expected, long found) {
        require(key, (Object) expected, found);
    }
}
