// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.AppendedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The disk gets a file's bytes while more are written, and no failure of it is lost. */
@Timeout(60)
class WritebackTest {
    private final Disk disk = new Disk();

    /** A file of a size that the test sets, whose bytes go to a disk that may fail once. */
    private static final class Disk extends AppendedChannel {
        final Semaphore calls = new Semaphore(0);
        final AtomicInteger count = new AtomicInteger();
        volatile Optional<IOException> failure = Optional.empty();
        volatile long size;

        @Override
        public void force(boolean metadata) throws IOException {
            count.incrementAndGet();
            Optional<IOException> once = failure;
            failure = Optional.empty();
            calls.release();
            if (once.isPresent()) {
                throw once.get();
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            return -1;
        }

        @Override
        public int write(ByteBuffer source) {
            return 0;
        }

        @Override
        protected void implCloseChannel() {}
    }

    @Test
    void bytesGoToTheDiskBeforeTheLastIsWritten() throws Exception {
        Writeback writeback = new Writeback(disk);
        disk.size = Writeback.STEP;
        disk.calls.acquire();
        disk.size += Writeback.STEP;
        disk.calls.acquire();
        writeback.finish();
        assertEquals(3, disk.count.get(), "the last call is for what follows");
    }

    @Test
    void theRestIsSentWhenNoMoreFollows() throws Exception {
        Writeback writeback = new Writeback(disk);
        disk.size = 1;
        disk.calls.acquire();
        writeback.finish();
        assertEquals(2, disk.count.get(), "the last call is for what was changed since");
    }

    @Test
    void anEmptyFileIsSentOnce() throws IOException {
        Writeback writeback = new Writeback(disk);
        writeback.finish();
        assertEquals(1, disk.count.get());
    }

    @Test
    void aFailureIsKeptBecauseTheNextCallSucceeds() throws Exception {
        IOException failure = new IOException("No space left on device");
        disk.failure = Optional.of(failure);
        Writeback writeback = new Writeback(disk);
        disk.size = Writeback.STEP;
        disk.calls.acquire();
        assertSame(failure, assertThrows(IOException.class, writeback::finish));
    }
}
