// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path directory;

    @Test
    void aTemporaryFileHasNoNameThatCouldStayBehind() throws IOException {
        try (Spool spool = new Spool(directory)) {
            FileChannel file = spool.newFile();
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertEquals(3, file.size());
            try (var names = Files.list(directory)) {
                assertEquals(0, names.count());
            }
        }
    }

    @Test
    void aDirectoryThatTakesNoFileIsNamed() throws IOException {
        Path gone = directory.resolve("gone");
        try (Spool spool = new Spool(gone)) {
            SpoolException e = assertThrows(SpoolException.class, spool::newFile);
            assertEquals(gone.toString(), e.directory());
            assertInstanceOf(NoSuchFileException.class, e.getCause());
        }
    }
}
