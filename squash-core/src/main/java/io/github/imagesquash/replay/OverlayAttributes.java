// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The extended attributes in which overlay file systems keep their own state, {@code trusted.overlay.*}. In a layer
 * they come from a faulty build: containerd drops them, Docker and podman apply them. An opaque mark acts as an opaque
 * whiteout here. Marks that let a file or directory show the content of another path, or hide it, have different
 * effects in different engines and kernels, and are refused. No container shows the others, and they are left out.
 *
 * <p>{@code user.overlay.*} are ordinary attributes, as are {@code trusted.overlay.overlay.*}, which a kernel shows to
 * containers without the second part (decision 0025).
 */
final class OverlayAttributes {
    private static final String PREFIX = "SCHILY.xattr.trusted.overlay.";
    private static final String NESTED = PREFIX + "overlay.";
    private static final String USERS = "SCHILY.xattr.user.overlay.";

    private OverlayAttributes() {}

    /** Whether a directory has the mark that hides its content in lower layers. */
    static boolean markOpaque(TarHeader header) {
        return header.type() == EntryType.DIRECTORY && value(header, "opaque").equals("y");
    }

    /** The attribute whose meaning depends on the engine, if there is one. */
    static Optional<String> ambiguous(TarHeader header) {
        return switch (header.type()) {
            case DIRECTORY -> named(header, "redirect");
            // On a file, redirect has no effect without metacopy.
            case REGULAR, HARD_LINK -> named(header, "metacopy").or(() -> named(header, "whiteout"));
            case SYMLINK, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> Optional.empty();
        };
    }

    /** The attribute that engines with root show unchanged, but that has an effect in engines without root. */
    static Optional<String> rootless(TarHeader header) {
        for (String name : new String[] {"opaque", "redirect", "metacopy", "whiteout"}) {
            if (header.records().get(USERS + name).isPresent()) {
                return Optional.of("user.overlay." + name);
            }
        }
        return Optional.empty();
    }

    /** The entry without overlay's attributes. */
    static TarEntry strip(TarEntry entry) {
        TarHeader h = entry.header();
        if (h.records().isEmpty()) {
            return entry;
        }
        PaxRecords kept = h.records().without(OverlayAttributes::isOverlays);
        TarHeader stripped = new TarHeader(
                h.name(),
                h.type(),
                h.mode(),
                h.uid(),
                h.gid(),
                h.mtimeSeconds(),
                h.mtimeNanos(),
                h.size(),
                h.linkName(),
                h.deviceMajor(),
                h.deviceMinor(),
                kept);
        return kept.size() == h.records().size()
                ? entry
                : new TarEntry(stripped, entry.contentOffset(), entry.extents());
    }

    /** Docker and podman do not set attributes without a value, and containerd sets none of these. */
    private static Optional<String> named(TarHeader header, String name) {
        return value(header, name).isEmpty() ? Optional.empty() : Optional.of("trusted.overlay." + name);
    }

    private static String value(TarHeader header, String name) {
        return header.records()
                .get(PREFIX + name)
                .map(value -> new String(value, StandardCharsets.ISO_8859_1))
                .orElse("");
    }

    private static boolean isOverlays(String key) {
        return key.startsWith(PREFIX) && !key.startsWith(NESTED);
    }
}
