// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever two of docker, podman and skopeo read, squash reads too. */
class OddInputsIT {
    @TempDir
    private Path directory;

    /** The engine, and the name or ID of what it loaded. */
    private final List<List<String>> loaded = new ArrayList<>();

    @BeforeEach
    void needs() throws IOException {
        Needs.program("docker", "docker.io");
        if (Program.of("docker", "version").run().exitCode() != 0) {
            throw Needs.missing("no Docker engine that docker reaches");
        }
        Needs.program("podman", "podman");
        Needs.program("skopeo", "skopeo");
    }

    @AfterEach
    void removeImages() throws IOException {
        for (List<String> image : loaded) {
            Program.of(image.getFirst(), "image", "rm", image.getLast()).run();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A17 B1 B2 B3 B4 B5 B6 B7 B9 B10 what two of docker, podman and skopeo read is read")
    void whatTwoPeersReadIsRead(OddInput odd) throws IOException {
        Path file = Files.write(directory.resolve("old"), odd.bytes());
        List<String> readers = new ArrayList<>();
        addIfLoads(readers, "docker", file);
        addIfLoads(readers, "podman", file);
        if (skopeoReads(odd, file)) {
            readers.add("skopeo");
        }
        boolean read = squashReads(file);

        assertTrue(read || readers.size() < 2, odd + " is read by " + readers + ", not by squash");
        System.err.println("odd input " + odd + ": " + readers + (read ? " squash" : ""));
        if (odd == OddInput.PLAIN) {
            assertEquals(List.of("docker", "podman", "skopeo"), readers, "else a reader here reads nothing at all");
        }
    }

    private void addIfLoads(List<String> readers, String engine, Path file) throws IOException {
        Program.Outcome outcome =
                Program.of(engine, "load", "-i", file.toString()).run();
        if (outcome.exitCode() == 0) {
            readers.add(engine);
        }
        outcome.text()
                .lines()
                .filter(line -> line.startsWith("Loaded image"))
                .forEach(line -> loaded.add(List.of(engine, line.substring(line.indexOf(": ") + 2))));
    }

    private boolean skopeoReads(OddInput odd, Path file) throws IOException {
        Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
        boolean isDirectory = Program.of("tar", "-C", unpacked.toString(), "-xf", file.toString())
                        .run()
                        .exitCode()
                == 0;
        List<String> sources = new ArrayList<>(List.of("docker-archive:" + file, "oci-archive:" + file));
        if (isDirectory) {
            sources.add((odd == OddInput.DIR_WITHOUT_VERSION ? "dir:" : "oci:") + unpacked);
        }
        for (String source : sources) {
            Path copy = directory.resolve("copy");
            boolean done = Program.of("skopeo", "copy", "--insecure-policy", source, "docker-archive:" + copy)
                            .run()
                            .exitCode()
                    == 0;
            if (done) {
                return true;
            }
            Files.deleteIfExists(copy);
        }
        return false;
    }

    private boolean squashReads(Path file) throws IOException {
        try {
            Squasher.squash(file, directory.resolve("squashed"), "new:1");
            return true;
        } catch (InvalidImageException | UnmetRequestException _) {
            return false;
        }
    }
}
