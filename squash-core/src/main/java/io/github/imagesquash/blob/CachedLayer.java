// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a cache has of one layer: its uncompressed bytes, its stored bytes, both or neither. */
final class CachedLayer implements AutoCloseable {
    /** About what a layer takes uncompressed for each stored byte. Space for that must be free before it is inflated. */
    private static final int ESTIMATED_RATIO = 4;

    private final Path directory;
    private final DiskBudget budget;
    private final List<Spool> files = new ArrayList<>();
    private byte[] head = {};
    private Optional<SpoolingBlob> stored = Optional.empty();
    private Optional<Inflated> inflated = Optional.empty();
    private boolean inflating;
    private int uses;
    private long taken;

    private record Inflated(Inflation.Promise promise, FileRegion tar) {}

    /** @param uses how many images have it */
    CachedLayer(Path directory, DiskBudget budget, int uses) {
        this.directory = directory;
        this.budget = budget;
        this.uses = uses;
    }

    /** The first bytes. */
    byte[] head(int length, Blob way) throws IOException {
        synchronized (this) {
            if (head.length >= Math.min(length, way.size())) {
                return Arrays.copyOf(head, Math.min(length, head.length));
            }
        }
        byte[] fetched = way.head(length);
        synchronized (this) {
            head = fetched.length > head.length ? fetched.clone() : head;
        }
        return fetched;
    }

    /** The stored bytes, which the first reader fetches; empty if there is no space for them. */
    synchronized Optional<SpoolingBlob> stored(Blob way) {
        if (stored.isEmpty() && budget.take(way.size())) {
            taken += way.size();
            Spool spool = Spool.uninterrupted(directory);
            files.add(spool);
            stored = Optional.of(new SpoolingBlob(way, spool));
        }
        return stored;
    }

    /** From now on, the stored bytes are fetched again. */
    synchronized void forget() {
        // Other images may be reading them, so the file stays.
        stored = Optional.empty();
    }

    /**
     * The uncompressed bytes, or the task to produce them.
     *
     * @param image who asks
     */
    synchronized Inflation inflation(Inflation.Promise promise, long size, ImageBlobs image) throws IOException {
        while (inflating) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
            }
        }
        if (inflated.isPresent()) {
            return inflated.get().promise().equals(promise)
                    ? new Inflation.Known(inflated.get().tar())
                    : new Inflation.Alone();
        }
        if (uses < 2 || !budget.take(ESTIMATED_RATIO * size)) {
            return new Inflation.Alone();
        }
        inflating = true;
        return new Task(promise, ESTIMATED_RATIO * size, image);
    }

    /** An image is finished. */
    synchronized void release() throws IOException {
        uses--;
        if (uses == 0) {
            close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        budget.giveBack(taken);
        taken = 0;
        stored = Optional.empty();
        inflated = Optional.empty();
        for (Spool spool : files) {
            spool.close();
        }
        files.clear();
    }

    private synchronized void complete(Inflated result, Spool spool) {
        inflated = Optional.of(result);
        files.add(spool);
        taken += result.tar().size();
    }

    private synchronized void end() {
        inflating = false;
        notifyAll();
    }

    private final class Task implements Inflation.Begun {
        private final Inflation.Promise promise;
        private final long reserved;
        private final ImageBlobs image;
        private final Spool spool = Spool.uninterrupted(directory);
        private boolean complete;

        Task(Inflation.Promise promise, long reserved, ImageBlobs image) {
            this.promise = promise;
            this.reserved = reserved;
            this.image = image;
        }

        @Override
        public FileChannel channel() {
            return NamedChannel.later(spool::newFile);
        }

        @Override
        public void complete(FileRegion tar) {
            complete = true;
            if (tar.size() <= reserved) {
                budget.giveBack(reserved - tar.size());
                CachedLayer.this.complete(new Inflated(promise, tar), spool);
            } else if (budget.take(tar.size() - reserved)) {
                CachedLayer.this.complete(new Inflated(promise, tar), spool);
            } else {
                // Larger than any estimate: it is this image's alone.
                budget.giveBack(reserved);
                image.keep(spool);
            }
        }

        @Override
        public void close() throws IOException {
            if (!complete) {
                budget.giveBack(reserved);
                spool.close();
            }
            end();
        }
    }
}
