// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.tar.PaxRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares PAX records, byte for byte and key by key. */
final class RecordComparison {
    private static final String XATTR_PREFIX = "SCHILY.xattr.";
    private static final String ABSENT = "absent";

    private RecordComparison() {}

    /** The records that differ, in order of their keys. */
    static List<AttributeChange> changes(PaxRecords before, PaxRecords after) {
        Set<String> keys = new TreeSet<>();
        before.forEach((key, value) -> keys.add(key));
        after.forEach((key, value) -> keys.add(key));
        List<AttributeChange> changes = new ArrayList<>();
        for (String key : keys) {
            Optional<byte[]> a = before.get(key);
            Optional<byte[]> b = after.get(key);
            if (a.isEmpty() || b.isEmpty() || !Arrays.equals(a.get(), b.get())) {
                changes.add(new AttributeChange(Attribute.XATTR, name(key), shown(a), shown(b)));
            }
        }
        return changes;
    }

    /** A key has one char for each byte. */
    private static String name(String key) {
        String name = key.startsWith(XATTR_PREFIX) ? key.substring(XATTR_PREFIX.length()) : key;
        return Printable.of(name.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String shown(Optional<byte[]> value) {
        return value.map(AttributeFormat::bytes).orElse(ABSENT);
    }
}
