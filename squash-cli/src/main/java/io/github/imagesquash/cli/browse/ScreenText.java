// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Lines of a certain width. Wide characters take two columns; what is too long ends with an ellipsis.
 *
 * @param columns the width, in columns
 * @param coloured whether colours are used
 */
record ScreenText(int columns, boolean coloured) {
    private static final String ELLIPSIS = "…";

    static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    static final AttributedStyle CHOSEN = AttributedStyle.INVERSE;
    static final AttributedStyle STRONG = AttributedStyle.BOLD;

    /** A style with a colour of the terminal's, if colours are used. */
    AttributedStyle colour(int number) {
        return coloured ? PLAIN.foreground(number) : PLAIN;
    }

    /** A whole line. */
    AttributedString line(String text, AttributedStyle style) {
        AttributedString fitted = fitted(text, columns);
        AttributedStringBuilder line = new AttributedStringBuilder().append(fitted.toString(), style);
        return line.append(" ".repeat(columns - fitted.columnLength()), style).toAttributedString();
    }

    /** A line with a second text at its right end, which takes precedence. */
    AttributedString line(String text, String right, AttributedStyle style) {
        AttributedString end = fitted(right, columns);
        AttributedString start = fitted(text, Math.max(0, columns - end.columnLength() - 1));
        int gap = columns - start.columnLength() - end.columnLength();
        return new AttributedStringBuilder()
                .append(start.toString(), style)
                .append(" ".repeat(gap), style)
                .append(end.toString(), style)
                .toAttributedString();
    }

    private static AttributedString fitted(String text, int width) {
        AttributedString whole = new AttributedString(text);
        if (whole.columnLength() <= width) {
            return whole;
        }
        return width < 1
                ? AttributedString.EMPTY
                : AttributedString.join(
                        AttributedString.EMPTY, whole.columnSubSequence(0, width - 1), new AttributedString(ELLIPSIS));
    }
}
