// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The identity of a path's file, for any spelling of the path: links of both kinds, {@code ..}, {@code /proc/self/fd}
 * and, if the file system ignores case, other case.
 *
 * @param key the existing file, or the directory in which it does not exist yet
 * @param directory that directory, or the file
 * @param name the name that it would have there; empty if it exists
 */
record FileIdentity(Object key, Path directory, String name) {

    /** The identity of a path; empty if there is not even a directory for it. */
    static Optional<FileIdentity> of(Path path) {
        try {
            Path whole = path.toAbsolutePath();
            if (Files.exists(path)) {
                return Optional.of(new FileIdentity(key(path), whole, ""));
            }
            Path parent = whole.getParent();
            return parent == null || !Files.isDirectory(parent)
                    ? Optional.empty()
                    : Optional.of(new FileIdentity(key(parent), parent, "" + whole.getFileName()));
        } catch (IOException e) {
            // Opening it will give the reason.
            return Optional.empty();
        }
    }

    private static Object key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key;
    }

    /** Whether both are one file, or would be if they were created. */
    boolean isSame(FileIdentity other) {
        return key.equals(other.key)
                && (name.equals(other.name) || folded(name).equals(folded(other.name)) && foldsNames());
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** Only a test shows whether a directory treats two spellings as one name. */
    private boolean foldsNames() {
        try {
            Path tried = Files.createTempFile(directory, "squash-case-", ".tmp");
            try {
                String other = tried.getFileName().toString().toUpperCase(Locale.ROOT);
                return Files.exists(tried.resolveSibling(other), LinkOption.NOFOLLOW_LINKS);
            } finally {
                Files.delete(tried);
            }
        } catch (IOException e) {
            // Nothing can be written here.
            return false;
        }
    }

    /** The name in another directory on the way to this file; empty if the file is not in it. */
    Optional<String> topIn(FileIdentity other) {
        try {
            Path there = name.isEmpty()
                    ? directory.toRealPath()
                    : directory.toRealPath().resolve(name);
            for (Path above = there.getParent(); above != null; there = above, above = above.getParent()) {
                if (key(above).equals(other.key)) {
                    return Optional.of("" + there.getFileName());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
