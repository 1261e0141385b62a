// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests of the image of squash that a release has, each in a directory with an archive, {@code old.tar}. */
@TestInstance(Lifecycle.PER_CLASS)
@ResourceLock("the name of the released image in the engine")
abstract class SquashImageTests {
    SquashImage squash;
    Path directory;
    Path work;

    @BeforeAll
    void load() throws IOException {
        squash = SquashImage.load();
    }

    @AfterAll
    void remove() {
        if (squash != null) {
            squash.close();
        }
    }

    @BeforeEach
    void workspace(@TempDir Path place) throws IOException {
        directory = place;
        work = Files.createDirectory(directory.resolve("work"));
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.copy(Release.DEMO, work.resolve("old.tar"));
    }
}
