// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("counts open files")
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

    @Test
    void anyNumberOfPartsTakesFewDescriptors() throws IOException {
        try (Spool spool = new Spool(directory)) {
            long before = descriptors();
            for (int i = 0; i < 500; i++) {
                spool.newPart().write(ByteBuffer.wrap(new byte[] {1}));
            }
            assertTrue(descriptors() - before <= Spool.MOST_SHARED, () -> before + " before");
            try (var names = Files.list(directory)) {
                assertEquals(0, names.count());
            }
        }
    }

    /** Written side by side, in pieces that end where blocks do not. */
    @Test
    void partsThatShareAFileKeepTheirBytesApart() throws IOException {
        int size = 3 * SharedFile.BLOCK + 1;
        try (Spool spool = new Spool(directory)) {
            List<FileChannel> parts = new ArrayList<>();
            for (int i = 0; i <= Spool.MOST_SHARED; i++) {
                parts.add(spool.newPart());
            }
            List<FileChannel> sharing = List.of(parts.getFirst(), parts.getLast());
            List<byte[]> contents = List.of(bytes(1, size), bytes(2, size));
            for (int at = 0; at < size; at += 700_001) {
                for (int i = 0; i < sharing.size(); i++) {
                    sharing.get(i).write(ByteBuffer.wrap(contents.get(i), at, Math.min(700_001, size - at)));
                }
            }
            for (int i = 0; i < sharing.size(); i++) {
                assertEquals(size, sharing.get(i).size());
                FileRegion whole = new FileRegion(sharing.get(i), 0, size);
                assertArrayEquals(contents.get(i), whole.readAll());
                assertArrayEquals(
                        Arrays.copyOfRange(contents.get(i), SharedFile.BLOCK - 1, 2 * SharedFile.BLOCK + 1),
                        whole.slice(SharedFile.BLOCK - 1, SharedFile.BLOCK + 2).readAll());
                assertEquals(-1, sharing.get(i).read(ByteBuffer.allocate(1), size));
            }
        }
    }

    private static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
