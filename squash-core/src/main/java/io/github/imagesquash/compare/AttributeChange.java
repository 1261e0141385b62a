// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

/**
 * One attribute in which a path differs. The values are for people and scripts to read, escaped for a terminal: an octal
 * mode, {@code uid:gid}, a size in bytes, a digest, a time by RFC 3339.
 *
 * @param attribute what differs
 * @param name of an extended attribute its name, such as {@code security.capability}; empty for all others
 * @param before the first image's value; {@code absent} for an extended attribute that it does not have
 * @param after the second image's value, alike
 */
public record AttributeChange(Attribute attribute, String name, String before, String after) {
    /** A change of something that has no name of its own. */
    static AttributeChange of(Attribute attribute, Object before, Object after) {
        return new AttributeChange(attribute, "", before.toString(), after.toString());
    }

    /** One line, such as {@code mode 0644 → 0755}. */
    @Override
    public String toString() {
        return attribute + (name.isEmpty() ? "" : " " + name) + " " + before + " → " + after;
    }
}
