// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A path inside an image, relative to its root: no leading slash, no empty, {@code .} or {@code ..} component. It is
 * never converted to {@link java.nio.file.Path}, whose rules are the host's.
 *
 * @param names the components; empty for the root
 */
public record ImagePath(List<Name> names) implements Comparable<ImagePath> {
    /** PATH_MAX of Linux: no runtime can create a file whose path has more bytes. */
    public static final int MAX_LENGTH = 4096;

    /** The root directory. */
    public static final ImagePath ROOT = new ImagePath(List.of());

    public ImagePath {
        names = List.copyOf(names);
    }

    /**
     * Normalises a path of an archive as a process in a chroot would resolve it: {@code /t/a}, {@code ./t/a}, {@code
     * t//a} and {@code t/x/../a} are all {@code t/a}, and {@code ..} stops at the root.
     */
    public static ImagePath clean(byte[] raw) {
        List<Name> names = new ArrayList<>(8);
        for (Name name : components(raw)) {
            if (!name.is("..")) {
                names.add(name);
            } else if (!names.isEmpty()) {
                names.removeLast();
            }
        }
        return names.isEmpty() ? ROOT : new ImagePath(names);
    }

    /** The components of a raw path in order, including {@code ..}, without empty ones and {@code .}. */
    public static List<Name> components(byte[] raw) {
        List<Name> names = new ArrayList<>(8);
        int start = 0;
        for (int i = 0; i <= raw.length; i++) {
            if (i == raw.length || raw[i] == '/') {
                if (i > start && !(i == start + 1 && raw[start] == '.')) {
                    names.add(Name.of(raw, start, i));
                }
                start = i + 1;
            }
        }
        return names;
    }

    /** Whether {@link #clean} had to stop a {@code ..} at the root. */
    public static boolean leavesRoot(byte[] raw) {
        int depth = 0;
        for (Name name : components(raw)) {
            depth += name.is("..") ? -1 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Compares component by component. Hash tables need an order for paths with equal hashes, which an attacker may
     * choose.
     */
    @Override
    public int compareTo(ImagePath other) {
        int common = Math.min(names.size(), other.names.size());
        for (int i = 0; i < common; i++) {
            int order = names.get(i).compareTo(other.names.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(names.size(), other.names.size());
    }

    /** Whether this is the root directory. */
    public boolean isRoot() {
        return names.isEmpty();
    }

    /** The last component; the root has none. */
    public Name last() {
        return names.getLast();
    }

    /** The directory that contains it; not for the root. */
    public ImagePath parent() {
        return new ImagePath(names.subList(0, names.size() - 1));
    }

    /** The path of a child. */
    public ImagePath child(Name name) {
        List<Name> longer = new ArrayList<>(names);
        longer.add(name);
        return new ImagePath(longer);
    }

    /** The length of {@link #bytes}. */
    public int length() {
        int length = Math.max(0, names.size() - 1);
        for (Name name : names) {
            length += name.length();
        }
        return length;
    }

    /** The components joined by slashes, without a leading or trailing one; empty for the root. */
    public byte[] bytes() {
        byte[] joined = new byte[length()];
        int at = 0;
        for (Name name : names) {
            if (at > 0) {
                joined[at++] = '/';
            }
            name.copyTo(joined, at);
            at += name.length();
        }
        return joined;
    }

    /** For messages only: with a leading slash. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append('/').append(name));
        return text.isEmpty() ? "/" : text.toString();
    }
}
