// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * S2: power is lost when squash has just ended. The output is on an ext4 of its own, whose device is copied while it is
 * mounted: the copy is what the disk would have, and mounting that replays the journal as after a crash.
 */
class PowerLossIT {
    @TempDir
    Path directory;

    private FaultScene scene;

    @BeforeEach
    void setScene() throws IOException {
        Needs.root();
        Needs.program("mkfs.ext4", "e2fsprogs");
        scene = FaultScene.in(directory);
    }

    @Test
    void anArchiveAndItsResultsAreWhole() throws IOException {
        byte[] expected = scene.expected();
        Map<String, byte[]> left = filesAfterPowerLoss(
                "-o", "new.tar", "--report", "page.html", "--digest-file", "digest", "--metadata-file", "metadata");

        assertArrayEquals(expected, left.get("new.tar"));
        assertTrue(new String(left.get("page.html")).strip().endsWith("</html>"));
        assertEquals(72, left.get("digest").length);
        assertTrue(new String(left.get("metadata")).strip().endsWith("}"));
    }

    @Test
    void anArchiveThatReplacesAnotherIsWhole() throws IOException {
        byte[] expected = scene.expected();
        try (Disk disk = Disk.in(directory)) {
            Files.write(disk.mounted().resolve("new.tar"), new byte[100_000]);
            Program.of("sync").output();
            squash(disk, "-o", "new.tar");
            assertArrayEquals(expected, disk.afterPowerLoss().get("new.tar"));
        }
    }

    @Test
    void directoriesAreWhole() throws IOException {
        for (String form : List.of("oci:", "dir:")) {
            try (Disk disk = Disk.in(directory)) {
                squash(disk, "-o", form + "new");
                assertSameWithoutPowerLoss(disk);
                if (form.equals("oci:")) {
                    squash(disk, "-t", "app:2", "-c", "zstd", "-o", form + "new");
                    assertSameWithoutPowerLoss(disk);
                }
            }
        }
    }

    private static void assertSameWithoutPowerLoss(Disk disk) throws IOException {
        Map<String, byte[]> left = disk.afterPowerLoss();
        Map<String, byte[]> right = Disk.files(disk.mounted());
        assertEquals(right.keySet(), left.keySet());
        right.forEach((name, content) -> assertArrayEquals(content, left.get(name), name));
    }

    @Test
    void withoutWaitingForTheDiskThisTestWouldSeeIt() throws IOException {
        byte[] expected = scene.expected();
        Map<String, byte[]> left = filesAfterPowerLoss("--no-sync", "-o", "new.tar");
        assertFalse(Arrays.equals(expected, left.getOrDefault("new.tar", new byte[0])));
    }

    private Map<String, byte[]> filesAfterPowerLoss(String... arguments) throws IOException {
        try (Disk disk = Disk.in(directory)) {
            squash(disk, arguments);
            return disk.afterPowerLoss();
        }
    }

    private void squash(Disk disk, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(scene.image().toString()));
        all.addAll(List.of(arguments));
        scene.squash(all.toArray(String[]::new)).in(disk.mounted()).output();
    }

    /** An ext4 in a file. */
    private record Disk(Path device, Path mounted) implements AutoCloseable {
        private static final String SIZE = "96M";

        static Disk in(Path directory) throws IOException {
            Path place = Files.createTempDirectory(directory, "disk");
            Disk disk = new Disk(place.resolve("device"), Files.createDirectory(place.resolve("mounted")));
            Program.of("truncate", "-s", SIZE, disk.device + "").output();
            Program.of("mkfs.ext4", "-q", disk.device + "").output();
            disk.mount(disk.device);
            return disk;
        }

        private void mount(Path file) throws IOException {
            Program.Outcome outcome =
                    Program.of("mount", "-o", "loop", file + "", mounted + "").run();
            if (outcome.exitCode() != 0) {
                throw Needs.missing("no loop device: " + outcome.errors().strip());
            }
        }

        /** What would be found if the power had been lost now. */
        Map<String, byte[]> afterPowerLoss() throws IOException {
            Path copy = device.resolveSibling("copy");
            Program.of("cp", "--sparse=always", device + "", copy + "").output();
            Path place = Files.createDirectories(device.resolveSibling("after"));
            try (Disk after = new Disk(copy, place)) {
                after.mount(copy);
                return files(place);
            }
        }

        /** All but what the next run deletes, as after a kill. */
        static Map<String, byte[]> files(Path root) throws IOException {
            Map<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    if (root.relativize(file).toString().matches("(.*/)?\\.(new\\..*|squash)\\.lock")) {
                        continue;
                    }
                    files.put(root.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            return files;
        }

        @Override
        public void close() throws IOException {
            Program.of("umount", mounted + "").output();
        }
    }
}
