// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Passes connections on to a server of this machine, which all together receive only so many bytes per second. */
final class ThrottledProxy implements AutoCloseable {
    /** Small, so that connections share the bandwidth equally, and little is on its way outside of the limit. */
    private static final int PIECE = 16 << 10;

    private final ServerSocketChannel listener;
    private final InetSocketAddress server;
    private final double nanosPerByte;
    private long free = System.nanoTime();

    /** @param bandwidth bytes per second of what the server sends */
    ThrottledProxy(int port, long bandwidth) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        nanosPerByte = (double) TimeUnit.SECONDS.toNanos(1) / bandwidth;
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** {@code localhost:<port>/<name>}. */
    String name(String name) throws IOException {
        return "localhost:" + ((InetSocketAddress) listener.getLocalAddress()).getPort() + "/" + name;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = listener.accept().setOption(StandardSocketOptions.SO_SNDBUF, PIECE);
                SocketChannel connection = SocketChannel.open(server);
                Thread.ofPlatform().daemon().start(() -> pass(client, connection, false));
                Thread.ofPlatform().daemon().start(() -> pass(connection, client, true));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void pass(SocketChannel from, SocketChannel to, boolean throttled) {
        try {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (from.read(piece.clear()) >= 0) {
                piece.flip();
                if (throttled) {
                    TimeUnit.NANOSECONDS.sleep(reserve(piece.remaining()));
                }
                while (piece.hasRemaining()) {
                    to.write(piece);
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // The other direction ends as well.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to wait until these bytes may pass, in nanoseconds. */
    private synchronized long reserve(int bytes) {
        long now = System.nanoTime();
        free = Math.max(free, now) + (long) (bytes * nanosPerByte);
        return free - now;
    }
}
