// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.tree.ImagePath;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A pattern of {@code --exclude} and {@code .squashignore} for one path. Bytes that are not UTF-8 and characters that are not
 * shown are {@code ?}, because a terminal and a line of a file cannot have them.
 *
 * @param text begins with a slash, so that it is neither a comment nor a negation
 * @param isExact whether it matches no other path
 */
public record ExactPattern(String text, boolean isExact) {
    private static final String SPECIAL = "*?[\\";

    /** The pattern for a path. */
    public static ExactPattern of(ImagePath path) {
        StringBuilder pattern = new StringBuilder("/");
        ByteBuffer bytes = ByteBuffer.wrap(path.bytes());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        boolean exact = true;
        while (bytes.hasRemaining()) {
            CharBuffer characters = CharBuffer.allocate(bytes.remaining());
            CoderResult result = decoder.decode(bytes, characters, true);
            exact &= append(characters.flip().toString(), pattern);
            if (result.isError()) {
                // Each byte that is not text is a character of its own.
                for (int i = 0; i < result.length(); i++) {
                    bytes.get();
                    pattern.append('?');
                }
                exact = false;
            }
            decoder.reset();
        }
        return new ExactPattern(withVisibleEnd(pattern), exact);
    }

    private static boolean append(String text, StringBuilder pattern) {
        boolean exact = true;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int character = text.codePointAt(at);
            if (!Printable.isShown(character)) {
                pattern.append('?');
                exact = false;
                continue;
            }
            if (SPECIAL.indexOf(character) >= 0) {
                pattern.append('\\');
            }
            pattern.appendCodePoint(character);
        }
        return exact;
    }

    /** White space at the end would be removed, so it is put into brackets. */
    private static String withVisibleEnd(StringBuilder pattern) {
        int last = pattern.codePointBefore(pattern.length());
        if (Character.isWhitespace(last)) {
            int start = pattern.length() - Character.charCount(last);
            pattern.insert(start, '[').append(']');
        }
        return pattern.toString();
    }

    /** Whether it matches a path. */
    public boolean matches(ImagePath path) {
        return Glob.parse(text).fits(path.bytes());
    }
}
