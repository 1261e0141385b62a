// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Uses Docker's Engine API, or Podman's version of it, over a socket, with one connection for each request. Paths
 * contain no version, because no version is supported by both old and new engines.
 */
final class SocketClient implements EngineClient {
    private static final int NOT_FOUND = 404;

    private final Engine engine;
    private final EngineSocket socket;

    SocketClient(Engine engine, SocketAddress address) {
        this.engine = engine;
        this.socket = new EngineSocket(engine.kind(), address);
    }

    @Override
    public EngineKind kind() {
        return engine.kind();
    }

    @Override
    public Optional<EngineImage> find(String image) throws IOException {
        try (HttpResponse response = socket.get("/images/" + escaped(image) + "/json")) {
            if (response.status() == NOT_FOUND) {
                return Optional.empty();
            }
            return Optional.of(EngineImage.parse(ok(response).text(), socket.name()));
        }
    }

    @Override
    public List<String> names() throws IOException {
        try (HttpResponse response = socket.get("/images/json")) {
            List<String> names = new ArrayList<>();
            for (JsonNode image : json(ok(response).text())) {
                image.path("RepoTags").forEach(name -> names.add(name.asText()));
            }
            return names.stream().filter(name -> !name.contains("<none>")).toList();
        }
    }

    @Override
    public boolean readsZstd() throws IOException {
        try (HttpResponse response = socket.get("/version")) {
            return EngineVersion.readsZstd(ok(response).text(), socket.name());
        }
    }

    @Override
    public InputStream save(String image, Platform platform) throws IOException {
        // Engines that cannot save a single platform ignore the parameter.
        String query = platform.equals(Platform.ANY) ? "" : "?platform=" + escaped(json(platform));
        HttpResponse response = socket.get("/images/" + escaped(image) + "/get" + query);
        try {
            return ok(response).body();
        } catch (IOException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    @Override
    public Containers containers() throws EngineException {
        throw new EngineException(kind(), "running a container requires the docker command, which is not on the path");
    }

    @Override
    public void load(FileChannel archive, ByteMeter meter) throws IOException {
        try (HttpResponse response = socket.post("/images/load?quiet=1", archive, meter)) {
            for (String line : ok(response).text().lines().toList()) {
                JsonNode message = json(line);
                if (message.has("error")) {
                    throw EngineFailure.of(kind(), message.path("error").asText(), "loading the image failed");
                }
            }
        }
    }

    private static String json(Platform platform) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("os", platform.os())
                .put("architecture", platform.architecture());
        if (!platform.variant().isEmpty()) {
            json.put("variant", platform.variant());
        }
        return json.toString();
    }

    /** The response, if it is a success; otherwise throws the engine's message. */
    private HttpResponse ok(HttpResponse response) throws IOException {
        if (response.status() / 100 == 2) {
            return response;
        }
        String text = response.text();
        String message = text.startsWith("{") ? json(text).path("message").asText() : text;
        throw EngineFailure.of(kind(), message, "the engine answered with status " + response.status());
    }

    private JsonNode json(String text) throws IOException {
        return OciJson.read(text.getBytes(StandardCharsets.UTF_8), socket.name());
    }

    /** Slashes stay: the engine's router takes the rest of the path for the name. */
    private static String escaped(String image) {
        return URLEncoder.encode(image, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":")
                .replace("%40", "@");
    }
}
