// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the module {@code dist} makes. */
final class Release {
    static final Path DIRECTORY =
            Path.of("..", "dist", "target").toAbsolutePath().normalize();

    /** The checkout's demo image. */
    static final Path DEMO = Launcher.OF_CHECKOUT.resolveSibling("target").resolve("demo.tar");

    private Release() {}

    /** The archive with the bundle. */
    static Path archive() throws IOException {
        return file(".tar.gz");
    }

    /** The file whose name ends so. */
    static Path file(String suffix) throws IOException {
        Needs.file(DIRECTORY.resolve("SHA256SUMS"), "mvn package makes it");
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no *" + suffix + " in " + DIRECTORY));
        }
    }

    /** Whether there is a file whose name ends so. */
    static boolean has(String suffix) throws IOException {
        Needs.file(DIRECTORY.resolve("SHA256SUMS"), "mvn package makes it");
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.anyMatch(file -> file.toString().endsWith(suffix));
        }
    }

    /** Its version. */
    static String version() throws IOException {
        return archive().getFileName().toString().replaceFirst("squash-(.*)-linux-.*", "$1");
    }

    /** Unpacks the archive into a directory, as users do. Returns the directory that is in it. */
    static Path unpack(Path directory) throws IOException {
        Program.of("tar", "-xzf", archive().toString(), "-C", directory.toString())
                .output();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            if (all.size() != 1) {
                throw new AssertionError("in the archive: " + all);
            }
            return all.getFirst();
        }
    }
}
