// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.blob.FileRegion;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/**
 * The bytes of a file as the body of a request, read in pieces as the connection accepts them.
 *
 * @param start position of the region in the blob
 * @param mark records how much of the blob was sent
 */
record RegionPublisher(FileRegion region, long start, HighWaterMark mark) implements BodyPublisher {
    private static final int PIECE = 128 << 10;

    @Override
    public long contentLength() {
        return region.size();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Pieces(this, subscriber));
    }

    private static final class Pieces implements Subscription {
        private final RegionPublisher source;
        private final Subscriber<? super ByteBuffer> subscriber;
        private long position;
        private long demand;
        private boolean publishing;
        private boolean done;

        Pieces(RegionPublisher source, Subscriber<? super ByteBuffer> subscriber) {
            this.source = source;
            this.subscriber = subscriber;
        }

        /** The subscriber requests more while it takes a piece; the loop that passed that piece then continues. */
        @Override
        public synchronized void request(long pieces) {
            demand += pieces;
            if (publishing) {
                return;
            }
            publishing = true;
            try {
                while (demand > 0 && !done) {
                    demand--;
                    publish();
                }
            } catch (IOException e) {
                done = true;
                subscriber.onError(e);
            } finally {
                publishing = false;
            }
        }

        private void publish() throws IOException {
            byte[] piece = new byte[(int) Math.min(PIECE, source.region.size() - position)];
            int length = Math.max(0, source.region.read(position, piece, 0, piece.length));
            position += length;
            source.mark.reached(source.start + position);
            if (length > 0) {
                subscriber.onNext(ByteBuffer.wrap(piece, 0, length));
            }
            if (position == source.region.size() && !done) {
                done = true;
                subscriber.onComplete();
            }
        }

        @Override
        public synchronized void cancel() {
            done = true;
        }
    }
}
