package io.github.imagesquash.replay;

import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import java.util.List;

/**
 * The extended attributes in which overlay file systems keep their own state. In a layer they are leaks: containerd drops
 * them, Docker and podman let them act. Here an opaque mark acts as an opaque whiteout, and none of them is kept.
 */
final class OverlayAttributes {
    private static final List<String> PREFIXES = List.of("SCHILY.xattr.trusted.overlay.", "SCHILY.xattr.user.overlay.");

    private OverlayAttributes() {}

    /** Whether a directory carries the mark that hides what lower layers have in it. */
    static boolean markOpaque(TarHeader header) {
        return header.type() == EntryType.DIRECTORY
                && PREFIXES.stream()
                        .anyMatch(prefix -> header.records()
                                .get(prefix + "opaque")
                                .filter(value -> value.length == 1 && value[0] == 'y')
                                .isPresent());
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

    private static boolean isOverlays(String key) {
        return PREFIXES.stream().anyMatch(key::startsWith);
    }
}
