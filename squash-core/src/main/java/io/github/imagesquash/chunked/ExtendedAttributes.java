// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.tar.PaxRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The extended attributes among an entry's PAX records, in order of their names. */
final class ExtendedAttributes {
    private static final String PREFIX = "SCHILY.xattr.";

    private ExtendedAttributes() {}

    /**
     * An attribute.
     *
     * @param name its name as bytes
     * @param value its value, which is shared and must not be changed
     */
    record Attribute(byte[] name, byte[] value) {}

    static List<Attribute> of(PaxRecords records) {
        if (records.isEmpty()) {
            return List.of();
        }
        List<Attribute> attributes = new ArrayList<>();
        records.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                // A key has one char for each byte.
                byte[] name = key.substring(PREFIX.length()).getBytes(StandardCharsets.ISO_8859_1);
                attributes.add(new Attribute(name, value));
            }
        });
        return attributes;
    }
}
