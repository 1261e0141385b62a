// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/** Passes connections on to a server of this machine, and counts the bytes that the server sends. */
final class CountingProxy implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final InetSocketAddress server;
    private final AtomicLong received = new AtomicLong();

    CountingProxy(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** {@code localhost:<port>/<name>}. */
    String name(String name) throws IOException {
        return "localhost:" + ((InetSocketAddress) listener.getLocalAddress()).getPort() + "/" + name;
    }

    /** The number of bytes that clients received since the last call. */
    long takeReceived() {
        return received.getAndSet(0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = listener.accept();
                SocketChannel connection = SocketChannel.open(server);
                Thread.ofPlatform().daemon().start(() -> pass(client, connection, new AtomicLong()));
                Thread.ofPlatform().daemon().start(() -> pass(connection, client, received));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private static void pass(SocketChannel from, SocketChannel to, AtomicLong counter) {
        try {
            ByteBuffer piece = ByteBuffer.allocate(1 << 16);
            while (from.read(piece.clear()) >= 0) {
                piece.flip();
                counter.addAndGet(piece.remaining());
                while (piece.hasRemaining()) {
                    to.write(piece);
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // The other direction ends as well.
        }
    }
}
