// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.tree.ContentStream;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A distribution's description of itself, see os-release(5).
 *
 * @param id such as {@code debian}; empty if unknown
 * @param versionId such as {@code 12}; empty if unknown, or if there are no versions
 * @param name the name for people
 */
public record OsRelease(String id, String versionId, String name) {
    /** An unknown distribution. */
    public static final OsRelease NONE = new OsRelease("", "", "");

    /** The places of the file, in the order of search. */
    static final List<String> PATHS = List.of("/etc/os-release", "/usr/lib/os-release");

    /** The name of the file. */
    static final Name NAME = Name.of("os-release");

    private static final long LARGEST = 64 << 10;

    /** Reads the file from a tree whose layers are open. */
    static OsRelease in(FileTree tree) throws IOException {
        for (String path : PATHS) {
            Optional<PathResolver.Found> found =
                    new PathResolver(tree).follow(path.getBytes(StandardCharsets.US_ASCII));
            if (found.isPresent() && found.get().inode() instanceof RegularFile file && file.size() <= LARGEST) {
                return parse(new String(new ContentStream(file).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return NONE;
    }

    static OsRelease parse(String content) {
        Map<String, String> values = new HashMap<>();
        content.lines()
                .map(line -> line.strip().split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], Printable.of(pair[1].replaceAll("^([\"'])(.*)\\1$", "$2"))));
        String id = values.getOrDefault("ID", "");
        String version = values.getOrDefault("VERSION_ID", "");
        return new OsRelease(id, version, values.getOrDefault("PRETTY_NAME", (id + " " + version).strip()));
    }
}
