// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A registry in this process, whose repositories and tags are numbers. Its answers are made when they are requested, so that it
 * can have any number of tags. Images have twenty layers; most of them are shared with some of the others.
 */
final class TagServer implements AutoCloseable {
    private static final int TAGS_IN_A_REPOSITORY = 100;
    private static final int LAYERS = 20;
    private static final int BASES = 50;
    private static final int TEAMS = 200;
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final int count;
    private final Map<String, byte[]> configs = new HashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private TagServer(int count) throws IOException {
        this.count = count;
        IntStream.range(0, count).mapToObj(TagServer::config).forEach(config -> configs.put(digest(config), config));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v2/", this::answer);
        server.start();
    }

    /** Serves so many tags, in repositories of a hundred. */
    static TagServer of(int count) throws IOException {
        return new TagServer(count);
    }

    /** {@code localhost:<port>/<name>}. */
    String name(String name) {
        return "localhost:" + server.getAddress().getPort() + "/" + name;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String[] parts = path.split("/");
            String last = parts[parts.length - 1];
            if (path.equals("/v2/")) {
                send(exchange, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            } else if (last.equals("_catalog")) {
                names(exchange, "repositories", count / TAGS_IN_A_REPOSITORY);
            } else if (parts[2].endsWith("-small")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (last.equals("list")) {
                names(exchange, "tags", TAGS_IN_A_REPOSITORY);
            } else if (path.contains("/manifests/")) {
                int repository = Integer.parseInt(parts[2]);
                send(exchange, MANIFEST, manifest(repository * TAGS_IN_A_REPOSITORY + Integer.parseInt(last)));
            } else if (path.contains("/blobs/")) {
                send(exchange, "application/octet-stream", configs.get(last));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static byte[] config(int tag) {
        return """
                {"architecture":"amd64","os":"linux","created":"2020-01-01T00:00:00.%09dZ","rootfs":{"type":"layers","diff_ids":[]}}\
                """.formatted(tag).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] manifest(int tag) {
        byte[] config = config(tag);
        String layers = IntStream.range(0, LAYERS)
                .mapToObj(layer -> descriptor(
                        "application/vnd.oci.image.layer.v1.tar+gzip",
                        "sha256:%064x".formatted(layer * 100_000L + owner(layer, tag)),
                        1_000_000 + 1_000 * layer))
                .collect(Collectors.joining(","));
        return ("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":"
                        + descriptor("application/vnd.oci.image.config.v1+json", digest(config), config.length)
                        + ",\"layers\":[" + layers + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What distinguishes a layer from those at the same place in other images: the base, the team, the image. */
    private static int owner(int layer, int tag) {
        return layer < 6 ? tag % BASES : layer < 16 ? tag % TEAMS : tag;
    }

    private static String descriptor(String type, String digest, long size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    private static String digest(byte[] content) {
        return Digest.sha256Of(content).toString();
    }

    private static void names(HttpExchange exchange, String key, int count) throws IOException {
        String names =
                IntStream.range(0, count).mapToObj(name -> "\"" + name + "\"").collect(Collectors.joining(","));
        String list = "{\"" + key + "\":[" + names + "]}";
        send(exchange, "application/json", list.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
