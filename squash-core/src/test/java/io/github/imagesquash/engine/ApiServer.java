// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine's API on a Unix socket: gives the response that a test says for each request line. */
final class ApiServer implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Map<String, String> responses;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final UnixDomainSocketAddress address;

    /** @param responses whole responses by method and path, such as {@code GET /version} */
    ApiServer(Path socket, Map<String, String> responses) throws IOException {
        this.responses = responses;
        address = UnixDomainSocketAddress.of(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(address);
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** A client of it. */
    SocketClient client() {
        return new SocketClient(new Engine(EngineKind.DOCKER, Map.of()), address);
    }

    /** The bodies of all requests that had one. */
    List<String> bodies() {
        return bodies;
    }

    /** A response of the usual form. */
    static String response(int status, String body) {
        return "HTTP/1.1 " + status + " Whatever\r\nContent-Type: text/plain\r\n\r\n" + body;
    }

    /** A response in chunks of the usual form, the last one left out where it is cut. */
    static String chunked(boolean cut, String... chunks) {
        StringBuilder response = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            response.append(Integer.toHexString(chunk.length()))
                    .append(";note=1\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return response.append(cut ? "ff\r\nhalf" : "0\r\n\r\n").toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel connection = server.accept()) {
                InputStream in = Channels.newInputStream(connection);
                String head = head(in);
                readBody(in, head);
                String request = head.lines().findFirst().orElse("").replace(" HTTP/1.1", "");
                String response =
                        responses.getOrDefault(request, response(404, "{\"message\":\"no " + request + "\"}"));
                connection.write(ByteBuffer.wrap(response.getBytes(StandardCharsets.ISO_8859_1)));
            } catch (IOException e) {
                // The next connection is another test's.
            }
        }
    }

    private void readBody(InputStream in, String head) throws IOException {
        for (String line : head.lines().toList()) {
            if (line.startsWith("Content-Length: ")) {
                byte[] body = in.readNBytes(Integer.parseInt(line.substring("Content-Length: ".length())));
                bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.write(c);
            if (head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.US_ASCII);
    }
}
