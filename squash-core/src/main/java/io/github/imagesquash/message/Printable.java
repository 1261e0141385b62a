// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Converts bytes of an archive to printable text. Names in a tar are bytes; only this class turns them into text, for
 * messages, and never back.
 */
public final class Printable {
    /**
     * The longest name that is shown in full, in bytes: every possible path fits, also that of a whiteout. A longer,
     * hostile one is truncated with an ellipsis.
     */
    private static final int LONGEST = 4100;

    private Printable() {}

    /**
     * The bytes as text: UTF-8 where they are valid UTF-8, otherwise each byte outside ASCII as {@code \xhh}.
     * Characters that {@linkplain #isShown are not shown} are always escaped, so that a hostile name can neither
     * control a terminal nor look like another one.
     */
    public static String of(byte[] bytes) {
        return bytes.length <= LONGEST ? escaped(bytes) : escaped(Arrays.copyOf(bytes, LONGEST)) + "…";
    }

    /** Text from another source, with invisible characters escaped. */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return line(text);
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line(text.substring(0, end)) + "…";
    }

    /** The text without white space around it, and each run of white space in it a single space. */
    public static String inOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** A whole line of any length, with invisible characters escaped. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length() + 8);
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            append(text.codePointAt(at), line);
        }
        return line.toString();
    }

    /**
     * Whether a character is visible and has no other effect. The others are control characters (C0, C1 and DEL), which
     * control terminals; line and paragraph separators; characters that change the direction of text, join it or have
     * no width; and halves of surrogate pairs.
     */
    public static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> !isInvisible(codePoint);
        };
    }

    /** The other characters that Unicode's property Default_Ignorable_Code_Point has, and the blank one of Braille. */
    private static boolean isInvisible(int c) {
        return c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c >= 0x180b && c <= 0x180f
                || c == 0x2065
                || c == 0x2800
                || c == 0x3164
                || c >= 0xfe00 && c <= 0xfe0f
                || c == 0xffa0
                || c >= 0xfff0 && c <= 0xfff8
                || c >= 0xe0000 && c <= 0xe0fff;
    }

    private static void append(int codePoint, StringBuilder line) {
        if (isShown(codePoint)) {
            line.appendCodePoint(codePoint);
        } else if (codePoint < 0x80) {
            line.append("\\x").append(hex((byte) codePoint));
        } else {
            line.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
        }
    }

    private static String escaped(byte[] bytes) {
        try {
            return line(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder(bytes.length + 8);
            for (byte b : bytes) {
                text.append(b >= 0x20 && b < 0x7f ? String.valueOf((char) b) : "\\x" + hex(b));
            }
            return text.toString();
        }
    }

    private static String hex(byte b) {
        return HexFormat.of().toHexDigits(b);
    }
}
