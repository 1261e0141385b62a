// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A pattern for paths of an image, seen from its root; a leading slash makes no difference. In a name, {@code *} stands for
 * any bytes, also none, and {@code ?} for one byte; {@code **} as a whole component stands for any number of components,
 * also none. All else is literal, compared as bytes of UTF-8. A path matches if the pattern fits it or a directory that it
 * lies in: {@code /etc} means {@code /etc} and everything below.
 */
public final class PathGlob {
    private final String text;
    private final List<byte[]> components;

    private PathGlob(String text, List<byte[]> components) {
        this.text = text;
        this.components = components;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is empty, or has a component {@code ..}, which no path of an image has
     */
    public static PathGlob parse(String text) {
        List<Name> names = ImagePath.components(text.getBytes(StandardCharsets.UTF_8));
        if (text.isEmpty() || names.stream().anyMatch(name -> name.is(".."))) {
            throw new IllegalArgumentException("\"" + Printable.of(text) + "\" is not a path pattern");
        }
        return new PathGlob(text, names.stream().map(PathGlob::bytes).toList());
    }

    /** Whether the pattern fits the path or one of its parents. */
    public boolean matches(ImagePath path) {
        return matches(0, path.names(), 0);
    }

    private boolean matches(int component, List<Name> names, int name) {
        if (component == components.size()) {
            return true;
        }
        byte[] pattern = components.get(component);
        if (pattern.length == 2 && pattern[0] == '*' && pattern[1] == '*') {
            for (int rest = name; rest <= names.size(); rest++) {
                if (matches(component + 1, names, rest)) {
                    return true;
                }
            }
            return false;
        }
        return name < names.size() && fits(pattern, bytes(names.get(name))) && matches(component + 1, names, name + 1);
    }

    /** Each star first takes nothing; on a mismatch the last one takes one byte more. */
    private static boolean fits(byte[] pattern, byte[] name) {
        int star = -1;
        int afterStar = 0;
        int p = 0;
        int n = 0;
        while (n < name.length) {
            if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                afterStar = n;
            } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == name[n])) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    private static byte[] bytes(Name name) {
        byte[] bytes = new byte[name.length()];
        name.copyTo(bytes, 0);
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathGlob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
