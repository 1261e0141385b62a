// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import java.util.Comparator;

/**
 * The order of Debian's versions: epoch, upstream version, revision (deb-version(7)). Texts that are not valid versions
 * have an order too.
 */
final class DebianVersionOrder implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
        int order = compareDigits(epoch(a), epoch(b));
        if (order == 0) {
            order = compareParts(upstream(a), upstream(b));
        }
        return order != 0 ? order : compareParts(revision(a), revision(b));
    }

    private static String epoch(String version) {
        return version.substring(0, Math.max(0, version.indexOf(':')));
    }

    private static String upstream(String version) {
        String rest = version.substring(version.indexOf(':') + 1);
        int hyphen = rest.lastIndexOf('-');
        return hyphen < 0 ? rest : rest.substring(0, hyphen);
    }

    private static String revision(String version) {
        int hyphen = version.lastIndexOf('-');
        return hyphen < 0 ? "" : version.substring(hyphen + 1);
    }

    /** Parts without digits and parts of digits take turns. */
    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (isOther(a, i) || isOther(b, j)) {
                int order = weight(a, i) - weight(b, j);
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int endA = endOfDigits(a, i);
            int endB = endOfDigits(b, j);
            int order = compareDigits(a.substring(Math.min(i, endA), endA), b.substring(Math.min(j, endB), endB));
            if (order != 0) {
                return order;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static boolean isOther(String text, int at) {
        return at < text.length() && !isDigit(text.charAt(at));
    }

    /** A tilde sorts before the end, the end and digits before letters, letters before all else. */
    private static int weight(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) {
            return 0;
        }
        char character = text.charAt(at);
        boolean letter = character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
        return character == '~' ? -1 : letter ? character : character + 256;
    }

    private static int endOfDigits(String text, int from) {
        int end = Math.min(from, text.length());
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Compares numbers of any length. */
    private static int compareDigits(String a, String b) {
        String x = a.replaceFirst("^0+", "");
        String y = b.replaceFirst("^0+", "");
        return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
