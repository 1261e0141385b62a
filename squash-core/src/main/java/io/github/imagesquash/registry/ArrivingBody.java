// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An answer's body as a stream. Some pieces are requested in advance, so that the reader need not wait for each. Unlike
 * the stream of {@link java.net.http.HttpResponse.BodyHandlers}, it does not wait for ever for a server that stops
 * sending.
 */
final class ArrivingBody extends InputStream implements BodySubscriber<InputStream> {
    private static final long PATIENCE_SECONDS = 60;

    /** Pieces of 16 KiB, or as the system property {@code jdk.httpclient.bufsize} says. */
    private static final int AHEAD = 8;

    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private Piece current = new Piece.Bytes(List.of());
    private int next;
    private int taken;

    private sealed interface Piece {
        record Bytes(List<ByteBuffer> buffers) implements Piece {}

        record End() implements Piece {}

        record Failure(Throwable cause) implements Piece {}
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.complete(given);
        given.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pieces.add(new Piece.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        pieces.add(new Piece.Failure(cause));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece.End());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        while (length > 0) {
            switch (current) {
                case Piece.End() -> {
                    return -1;
                }
                case Piece.Failure(Throwable cause) -> throw new IOException(cause.getMessage(), cause);
                case Piece.Bytes(List<ByteBuffer> buffers) -> {
                    int n = take(buffers, buffer, start, length);
                    if (n > 0) {
                        return n;
                    }
                    current = await();
                    next = 0;
                }
            }
        }
        return 0;
    }

    private int take(List<ByteBuffer> buffers, byte[] into, int start, int length) {
        int done = 0;
        while (done < length && next < buffers.size()) {
            ByteBuffer buffer = buffers.get(next);
            int n = Math.min(buffer.remaining(), length - done);
            buffer.get(into, start + done, n);
            done += n;
            if (!buffer.hasRemaining()) {
                next++;
            }
        }
        return done;
    }

    private Piece await() throws IOException {
        try {
            Piece piece = pieces.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (piece == null) {
                throw new IOException("nothing arrived for " + PATIENCE_SECONDS + " s");
            }
            if (++taken == AHEAD / 2) {
                taken = 0;
                subscription.join().request(AHEAD / 2);
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Discards the part that has not arrived. */
    @Override
    public void close() {
        subscription.thenAccept(Subscription::cancel);
    }
}
