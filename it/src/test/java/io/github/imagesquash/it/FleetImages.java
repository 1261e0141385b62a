// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Many images of a registry, a plan of them, and the digests that one machine's run gives them. Each image has a layer that
 * all have, one that some have, and one of its own.
 */
final class FleetImages {
    private static final int BASE_BYTES = 2_000_000;
    private static final int OWN_BYTES = 200_000;
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final Path directory;
    private final RegistryServer registry;
    private final int count;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> reference = new TreeMap<>();

    private FleetImages(Path directory, RegistryServer registry, int count) {
        this.directory = directory;
        this.registry = registry;
        this.count = count;
    }

    /** Fills a registry, makes a plan, and squashes the same images on this machine alone. */
    static FleetImages in(Path directory, RegistryServer registry, int count) throws IOException {
        FleetImages images = new FleetImages(directory, registry, count);
        byte[] base = noise("base", 0, BASE_BYTES);
        for (int i = 0; i < count; i++) {
            List<byte[]> layers = List.of(base, noise("team", i % 5, OWN_BYTES), noise("own", i, OWN_BYTES));
            images.push("app", "v" + i, layers);
            images.push("alone", "v" + i, layers);
        }
        Path alone = images.plan("alone", "{repository}-small:{tag}");
        Launcher.squash("fleet", "run", "-q", alone.toString()).output();
        images.reference.putAll(images.digests("alone-small"));
        assertEquals(count, images.reference.size());
        return images;
    }

    private static byte[] noise(String name, int number, int bytes) {
        byte[] content = new byte[bytes];
        new Random(name.hashCode() * 31L + number).nextBytes(content);
        return layer().file(name, content).file("late", name).toBytes();
    }

    /** A plan of a repository's images. */
    Path plan(String repository, String target) throws IOException {
        Path policy = Files.writeString(
                directory.resolve(repository + ".yaml"), """
                groups:
                  - name: all
                    repositories: %s
                    tags: v*
                    target: "%s"
                """.formatted(registry.name(repository), target));
        Path plan = directory.resolve(repository + ".jsonl");
        Launcher.squash("fleet", "plan", "-q", policy.toString(), "-o", plan.toString())
                .output();
        return plan;
    }

    /** Each image is squashed as on one machine, or its target is as it was. */
    void assertDoneOrUntouched(String repository, Map<String, String> before) throws IOException {
        digests(repository).forEach((tag, digest) -> {
            if (reference.containsKey(tag) && !digest.equals(before.get(tag))) {
                assertEquals(reference.get(tag), digest, tag);
            }
        });
    }

    /** Every image is squashed as on one machine. */
    void assertAllDone(String repository) throws IOException {
        Map<String, String> found = digests(repository);
        found.keySet().retainAll(reference.keySet());
        assertEquals(reference, found);
    }

    /** A further run finds nothing to do. */
    void assertNothingIsLeft(Path plan) throws IOException {
        String said = Launcher.squash("fleet", "run", plan.toString()).run().text();
        assertTrue(said.endsWith("\n0 squashed, " + count + " done before, 0 failed\n"), said);
    }

    /** The digest of each tag of a repository; none if there is no such repository. */
    Map<String, String> digests(String repository) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        HttpResponse<String> list =
                send(request("/v2/" + repository + "/tags/list").GET().build());
        if (list.statusCode() == 404) {
            return digests;
        }
        String[] tags = list.body()
                .replaceAll("(?s).*\"tags\":\\[|].*", "")
                .replace("\"", "")
                .split(",");
        for (String tag : tags) {
            HttpResponse<String> answer = send(request("/v2/" + repository + "/manifests/" + tag)
                    .header("Accept", MANIFEST)
                    .HEAD()
                    .build());
            Optional<String> digest = answer.headers().firstValue("Docker-Content-Digest");
            digest.ifPresent(found -> digests.put(tag, found));
        }
        return digests;
    }

    private void push(String repository, String tag, List<byte[]> layers) throws IOException {
        StringBuilder diffIds = new StringBuilder();
        StringBuilder descriptors = new StringBuilder();
        for (byte[] tar : layers) {
            byte[] stored = gzip(tar);
            upload(repository, stored);
            diffIds.append(diffIds.isEmpty() ? "" : ",")
                    .append('"')
                    .append(Digest.sha256Of(tar))
                    .append('"');
            descriptors
                    .append(descriptors.isEmpty() ? "" : ",")
                    .append(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", stored));
        }
        byte[] config = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                        + diffIds + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        upload(repository, config);
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config) + ",\"layers\":[" + descriptors + "]}";
        HttpResponse<String> answer = send(request("/v2/" + repository + "/manifests/" + tag)
                .header("Content-Type", MANIFEST)
                .PUT(BodyPublishers.ofString(manifest))
                .build());
        assertEquals(201, answer.statusCode(), answer.body());
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.sha256Of(content) + "\",\"size\":"
                + content.length + "}";
    }

    private static byte[] gzip(byte[] tar) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(stored)) {
            out.write(tar);
        }
        return stored.toByteArray();
    }

    private void upload(String repository, byte[] blob) throws IOException {
        String blobs = "/v2/" + repository + "/blobs/";
        String digest = Digest.sha256Of(blob).toString();
        if (send(request(blobs + digest).HEAD().build()).statusCode() == 200) {
            return;
        }
        HttpResponse<String> begun =
                send(request(blobs + "uploads/").POST(BodyPublishers.noBody()).build());
        String location = begun.headers().firstValue("Location").orElseThrow();
        URI address = URI.create("http://" + registry.name("")).resolve(location + "&digest=" + digest);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address)
                .PUT(BodyPublishers.ofByteArray(blob))
                .build());
        assertEquals(201, answer.statusCode(), answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + registry.name("").replaceFirst("/$", "") + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for the registry", e);
        }
    }
}
