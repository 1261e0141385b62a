// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.message.Printable;
import java.nio.charset.StandardCharsets;

/**
 * Names, targets and contents in the tests' model: bytes, held in a string of one char each, so that they can be cut,
 * joined and compared without a thought of character sets.
 */
final class Latin {
    private Latin() {}

    /** The bytes that a string stands for. */
    static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The string that stands for bytes. */
    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The string that stands for a text in UTF-8. */
    static String utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** For people. */
    static String printable(String latin) {
        return Printable.of(bytes(latin));
    }
}
