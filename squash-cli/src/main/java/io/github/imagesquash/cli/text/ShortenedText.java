// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

/** Text that is shortened to a width, with an ellipsis for what is left out. */
public final class ShortenedText {
    private static final String ELLIPSIS = "…";

    private ShortenedText() {}

    /**
     * The text if it fits. Otherwise a path, which begins with a slash, loses its middle: its first directories and its
     * last name are what readers need. Other text loses its end.
     *
     * @param width the maximum length, at least 1
     */
    public static String of(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        if (!text.startsWith("/")) {
            return text.substring(0, before(text, width - 1)) + ELLIPSIS;
        }
        int name = text.length() - text.lastIndexOf('/');
        int end = Math.min(name, Math.max((width - 1) / 2, width - 1 - width / 4));
        return text.substring(0, before(text, width - 1 - end)) + ELLIPSIS + text.substring(after(text, end));
    }

    /** The length of a beginning that ends with a whole character. */
    private static int before(String text, int length) {
        return length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    }

    /** The index of an end that begins with a whole character. */
    private static int after(String text, int length) {
        int start = text.length() - length;
        return start < text.length() && Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start;
    }
}
