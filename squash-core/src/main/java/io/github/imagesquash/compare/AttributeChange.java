// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

/**
 * One attribute in which a path differs. The values are for people and scripts to read, escaped for a terminal: an
 * octal mode, {@code uid:gid}, a size in bytes, a digest, a time as in RFC 3339.
 *
 * @param attribute the attribute that differs
 * @param name the name of an extended attribute, such as {@code security.capability}; empty for all others
 * @param before the first image's value; {@code absent} for an extended attribute that it does not have
 * @param after the second image's value, in the same form
 */
public record AttributeChange(Attribute attribute, String name, String before, String after) {
    /** A change of an attribute without a name of its own. */
    static AttributeChange of(Attribute attribute, Object before, Object after) {
        return new AttributeChange(attribute, "", before.toString(), after.toString());
    }

    /** One line, such as {@code mode 0644 → 0755}. */
    @Override
    public String toString() {
        return attribute + (name.isEmpty() ? "" : " " + name) + " " + before + " → " + after;
    }
}
