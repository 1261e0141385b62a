// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.FileRegion;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Very many files of a directory, all to be read. */
@Isolated("counts open files")
class FilesInTurnTest {
    private static final int COUNT = 4 * FilesInTurn.MOST_OPEN;

    @TempDir
    Path directory;

    private final FilesInTurn files = new FilesInTurn();

    private Path file(int number) throws IOException {
        return Files.writeString(directory.resolve("f" + number), "content " + number);
    }

    private List<FileRegion> openAll() throws IOException {
        List<FileRegion> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            FileChannel channel = files.open(file(i));
            all.add(new FileRegion(channel, 0, channel.size()));
        }
        return all;
    }

    private static String text(FileRegion region) throws IOException {
        return new String(region.readAll());
    }

    @Test
    void eachIsReadWhileFewAreOpen() throws IOException {
        long before = open();
        List<FileRegion> all = openAll();
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < COUNT; i++) {
                assertEquals("content " + i, text(all.get(i)));
            }
        }
        assertTrue(open() - before <= FilesInTurn.MOST_OPEN, () -> before + " before");
        for (FileRegion region : all) {
            region.channel().close();
        }
        assertEquals(before, open());
    }

    @Test
    void manyThreadsReadThemAtOnce() throws IOException {
        List<FileRegion> all = openAll();
        List<Integer> wrong = IntStream.range(0, 20 * COUNT)
                .parallel()
                .map(i -> i * 37 % COUNT)
                .filter(i -> !contains(all.get(i), i))
                .boxed()
                .toList();
        assertEquals(List.of(), wrong);
    }

    private static boolean contains(FileRegion region, int number) {
        try {
            return text(region).equals("content " + number);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherFileOfTheSameNameIsNotRead() throws IOException {
        List<FileRegion> all = openAll();
        Files.move(Files.writeString(directory.resolve("other"), "other bytes"), directory.resolve("moved"));
        Files.delete(directory.resolve("f0"));
        Files.move(directory.resolve("moved"), directory.resolve("f0"));
        IOException e = assertThrows(IOException.class, all.getFirst()::readAll);
        assertEquals("changed while it was read", e.getMessage());
    }

    @Test
    void whatIsNotThereIsToldAtOnce() {
        assertThrows(NoSuchFileException.class, () -> files.open(directory.resolve("none")));
    }

    @Test
    void aClosedFileIsReadNoMore() throws IOException {
        FileChannel channel = files.open(file(1));
        FileRegion region = new FileRegion(channel, 0, channel.size());
        channel.close();
        assertThrows(ClosedChannelException.class, region::readAll);
    }

    private static long open() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }
}
