// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Makes a Unix socket reachable by TCP, on a port of this machine alone. */
final class TcpProxy implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path socket;

    TcpProxy(Path socket) throws IOException {
        this.socket = socket;
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** Where it listens, in the form of {@code DOCKER_HOST}. */
    String address() throws IOException {
        return "tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Thread.ofPlatform().daemon().start(() -> pass(client, engine));
                Thread.ofPlatform().daemon().start(() -> pass(engine, client));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    /** Until one side has nothing more to say, or has gone. */
    private static void pass(SocketChannel from, SocketChannel to) {
        try {
            ByteBuffer piece = ByteBuffer.allocate(1 << 16);
            while (from.read(piece.clear()) >= 0) {
                piece.flip();
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
