// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.tree.Name;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of a text in an image as a string with one character for each byte, so that names which are not UTF-8 are
 * preserved.
 */
public final class RawText {
    private RawText() {}

    /** The text of these bytes. */
    public static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The text of a name. */
    public static String of(Name name) {
        byte[] bytes = new byte[name.length()];
        name.copyTo(bytes, 0);
        return of(bytes);
    }

    /** The name with this text. */
    public static Name name(String text) {
        return Name.of(bytes(text), 0, text.length());
    }

    /** Converts the text back to bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text in printable form. */
    public static String shown(String text) {
        return Printable.of(bytes(text));
    }

    /** A decimal size; 0 if it is invalid. */
    static long size(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 15 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : 0;
    }
}
