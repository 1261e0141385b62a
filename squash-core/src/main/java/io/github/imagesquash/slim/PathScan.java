// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import java.util.Set;

/**
 * Finds absolute paths in a text. They have at least two components, since a name directly below the root is rarely a
 * file, and nothing in front of them that makes them part of a URL, a relative path or a pattern. Most characters of a
 * text are in no path, so it goes from slash to slash.
 */
final class PathScan {
    private final String text;
    private final Set<String> paths;
    private final int most;

    private PathScan(String text, Set<String> paths, int most) {
        this.text = text;
        this.paths = paths;
        this.most = most;
    }

    /**
     * Adds the paths of a text, without dots and colons at the end.
     *
     * @param most how many paths the set may have
     */
    static void addTo(Set<String> paths, String text, int most) {
        new PathScan(text, paths, most).run();
    }

    private void run() {
        for (int slash = text.indexOf('/'); slash >= 0 && paths.size() < most; ) {
            int end = isBeginning(slash) ? end(slash) : slash;
            if (end > slash) {
                paths.add(trimmed(slash, end));
            }
            slash = text.indexOf('/', Math.max(end, slash + 1));
        }
    }

    private boolean isBeginning(int slash) {
        if (slash == 0) {
            return true;
        }
        char before = text.charAt(slash - 1);
        return !isWord(before) && "./~*}-".indexOf(before) < 0;
    }

    /** The end of the path that begins at a slash; the slash itself if there is none. */
    private int end(int slash) {
        int first = componentEnd(slash + 1, ".+-");
        int end = first;
        int components = 1;
        while (first > slash + 1 && end < text.length() && text.charAt(end) == '/') {
            int next = componentEnd(end + 1, ".+@:-");
            if (next == end + 1) {
                break;
            }
            end = next;
            components++;
        }
        return components > 1 ? end : slash;
    }

    private int componentEnd(int from, String others) {
        int end = from;
        while (end < text.length() && (isWord(text.charAt(end)) || others.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private String trimmed(int from, int to) {
        int end = to;
        while (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ':') {
            end--;
        }
        return text.substring(from, end);
    }

    private static boolean isWord(char one) {
        return one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || one >= '0' && one <= '9' || one == '_';
    }
}
