// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.message.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The name of a member of an archive, cleaned: without {@code .}, {@code ..}, empty components and a leading slash, so
 * that {@code ./index.json} and {@code /index.json} are one member.
 *
 * @param bytes the name's bytes, one for each character, because a name in a tar need not be text
 */
record MemberName(String bytes) implements Comparable<MemberName> {

    /** The name in a control file, or empty if it leads out of the archive. */
    static Optional<MemberName> of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The name in a tar header, or empty if it leads out of the archive. */
    static Optional<MemberName> of(byte[] raw) {
        Deque<String> components = new ArrayDeque<>();
        for (String component : new String(raw, StandardCharsets.ISO_8859_1).split("/")) {
            if (component.equals("..")) {
                if (components.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!component.isEmpty() && !component.equals(".")) {
                components.addLast(component);
            }
        }
        return Optional.of(new MemberName(String.join("/", components)));
    }

    /** Whether this is the archive's root itself. */
    boolean isRoot() {
        return bytes.isEmpty();
    }

    /** The target of a symbolic link with this name, or empty if it leads out of the archive. */
    Optional<MemberName> resolve(byte[] target) {
        if (target.length > 0 && target[0] == '/') {
            return Optional.empty();
        }
        String parent = bytes.substring(0, bytes.lastIndexOf('/') + 1);
        return of((parent + new String(target, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Hash tables need an order for names with equal hashes, which an attacker may choose. */
    @Override
    public int compareTo(MemberName other) {
        return bytes.compareTo(other.bytes);
    }

    /** The name as in a control file. */
    String text() {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The name for a message. */
    @Override
    public String toString() {
        return Printable.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
