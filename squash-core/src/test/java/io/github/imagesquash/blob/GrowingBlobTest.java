// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingBlobTest {
    private static final int OFFSET = 7;

    @TempDir
    Path directory;

    private FileChannel file;
    private GrowingBlob blob;

    @BeforeEach
    void begin() throws IOException {
        file = FileChannel.open(
                directory.resolve("blob"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        file.position(OFFSET);
        blob = new GrowingBlob(file, OFFSET);
    }

    @AfterEach
    void end() throws IOException {
        file.close();
    }

    private void write(String text) throws IOException {
        blob.grewBy(file.write(ByteBuffer.wrap(text.getBytes())));
    }

    private CompletableFuture<byte[]> readAll() {
        return CompletableFuture.supplyAsync(() -> {
            try (InputStream in = blob.stream()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void theReaderWaitsForWhatIsNotWritten() throws Exception {
        write("abc");
        CompletableFuture<byte[]> read = readAll();
        write("de");
        assertFalse(read.isDone());
        blob.complete();
        assertArrayEquals("abcde".getBytes(), read.get());
        assertEquals(new FileRegion(file, OFFSET, 5), blob.written());
    }

    @Test
    void bytesThatAreInTheFileButNotReportedAreNotRead() throws Exception {
        write("abc");
        file.write(ByteBuffer.wrap("not yet".getBytes()));
        blob.complete();
        assertArrayEquals("abc".getBytes(), readAll().get());
    }

    @Test
    void anEmptyBlobEndsWhenItIsComplete() throws Exception {
        CompletableFuture<byte[]> read = readAll();
        blob.complete();
        assertArrayEquals(new byte[0], read.get());
    }

    @Test
    void theReaderOfAnAbandonedBlobFails() throws Exception {
        write("abc");
        CompletableFuture<byte[]> read = readAll();
        blob.abandon();
        Throwable failure = assertThrows(ExecutionException.class, read::get).getCause();
        assertEquals("the rest was not written", failure.getCause().getMessage());
    }

    @Test
    void aCompleteBlobCannotBeAbandoned() throws Exception {
        write("abc");
        blob.complete();
        blob.abandon();
        assertArrayEquals("abc".getBytes(), readAll().get());
    }
}
