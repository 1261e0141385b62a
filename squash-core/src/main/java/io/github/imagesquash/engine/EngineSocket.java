// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.blob.ByteMeter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;

/**
 * Sends HTTP requests to an engine, over a Unix socket or TCP. It uses a channel, because that can be interrupted, and
 * because the JDK's own HTTP client does not support Unix sockets.
 */
final class EngineSocket {
    private static final int PIECE = 1 << 18;

    private final EngineKind kind;
    private final SocketAddress address;

    EngineSocket(EngineKind kind, SocketAddress address) {
        this.kind = kind;
        this.address = address;
    }

    /** The name of the engine in messages, in the form of {@code DOCKER_HOST}. */
    String name() {
        return switch (address) {
            case UnixDomainSocketAddress unix -> "unix://" + unix.getPath();
            case InetSocketAddress tcp -> "tcp://" + tcp.getHostString() + ":" + tcp.getPort();
            default -> address.toString();
        };
    }

    /** The response to a request without a body; to be closed. */
    HttpResponse get(String path) throws IOException {
        return send(head("GET", path, ""), (_, _) -> {}, ByteMeter.NONE);
    }

    /** The response to a request whose body is a file, from its beginning to its end; to be closed. */
    HttpResponse post(String path, FileChannel body, ByteMeter meter) throws IOException {
        String head = head("POST", path, "Content-Type: application/x-tar\r\nContent-Length: " + body.size() + "\r\n");
        return send(head, (channel, counter) -> transfer(body, channel, counter), meter);
    }

    private HttpResponse send(String head, Body body, ByteMeter meter) throws IOException {
        SocketChannel channel = connect();
        try {
            write(channel, ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            try {
                body.sendTo(channel, meter);
            } catch (BrokenConnection e) {
                // The engine refused before it read everything, and has already sent the reason.
            }
            return HttpResponse.read(channel, name());
        } catch (ClosedByInterruptException e) {
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private SocketChannel connect() throws IOException {
        try {
            return SocketChannel.open(address);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (UnresolvedAddressException e) {
            throw EngineFailure.noHost(kind, name());
        } catch (ConnectException e) {
            throw EngineFailure.noDaemon(kind, name());
        } catch (IOException e) {
            boolean denied = String.valueOf(e.getMessage()).contains("Permission denied");
            throw denied ? EngineFailure.noPermission(kind, name()) : EngineFailure.noDaemon(kind, name());
        }
    }

    private static String head(String method, String path, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n" + more + "\r\n";
    }

    private static void transfer(FileChannel file, SocketChannel channel, ByteMeter meter) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        long position = 0;
        for (int n = file.read(piece, position); n > 0; n = file.read(piece.clear(), position)) {
            try {
                write(channel, piece.flip());
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                throw new BrokenConnection(e);
            }
            meter.passed(n);
            position += n;
        }
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Sends a request's body. */
    private interface Body {
        void sendTo(SocketChannel channel, ByteMeter meter) throws IOException;
    }

    /** The other side does not read any more. */
    private static final class BrokenConnection extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenConnection(IOException cause) {
            super(cause);
        }
    }
}
