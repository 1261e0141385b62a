// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Archives of several images and platforms, as {@link ImageChoice} reads them. */
final class ChoiceSeeds {
    private static final String OCI = "application/vnd.oci.image.";
    private static final String LAYOUT = "oci-layout\n{\"imageLayoutVersion\":\"1.0.0\"}";

    private ChoiceSeeds() {}

    /** OCI layouts, whose indexes have platforms. */
    static List<byte[]> indexes() {
        String arm = "\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"}";
        String amd = "\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}";
        String windows =
                "\"platform\":{\"os\":\"windows\",\"architecture\":\"amd64\",\"os.version\":\"10.0.17763.1\",\"os.features\":[\"a\"]}";
        String unknown = "\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{"
                + "\"vnd.docker.reference.type\":\"attestation-manifest\"}";
        String name = "\"annotations\":{\"org.opencontainers.image.ref.name\":\"app:1\"}";
        return Stream.of(
                        inputOf(
                                "linux/arm64",
                                config("arm", "v7"),
                                manifest(1),
                                config("amd64", ""),
                                manifest(3),
                                index("", entry(2, arm), entry(4, amd), entry(4, unknown)),
                                index("index.json", nested(5, name)),
                                LAYOUT),
                        inputOf(
                                "\napp:1\n1",
                                config("amd64", ""),
                                manifest(1),
                                index("index.json", entry(2, amd + "," + name), entry(2, windows)),
                                LAYOUT),
                        inputOf(
                                "windows(10.0.17763)/amd64",
                                config("amd64", "v3"),
                                manifest(1),
                                index("index.json", entry(2, windows), entry(2, arm)),
                                LAYOUT),
                        inputOf(
                                "amd64",
                                config("amd64", ""),
                                manifest(1),
                                manifest(1) + " ",
                                index("index.json", entry(2, name), entry(3, name)),
                                LAYOUT))
                .toList();
    }

    /** What {@code docker save} writes, also beside an OCI layout. */
    static List<byte[]> dockerArchives() {
        String item =
                "{\"Config\":\"@H1.json\",\"RepoTags\":[\"app:1\",\"b.example/app:1\"],\"Layers\":[\"layer.tar\"]}";
        String repositories = "repositories\n{\"app\":{\"1\":\"" + "0".repeat(64) + "\"}}";
        return Stream.of(
                        inputOf("", named(1, config("amd64", "")), "manifest.json\n[" + item + "]", repositories),
                        inputOf(
                                "\nb.example/app:1",
                                named(1, config("amd64", "")),
                                named(2, config("arm64", "v8")),
                                "manifest.json\n[" + item
                                        + ",{\"Config\":\"@H2.json\",\"RepoTags\":null,\"Layers\":[\"./layer.tar\"]}]",
                                repositories),
                        inputOf(
                                "",
                                config("amd64", ""),
                                manifest(1),
                                index("index.json", entry(2, "\"x\":1")),
                                "manifest.json\n[{\"Config\":\"blobs/sha256/@H1\",\"RepoTags\":[\"app:1\"],\"Layers\":[\"layer.tar\"],"
                                        + "\"LayerSources\":{\"@L\":{}}}]",
                                LAYOUT),
                        inputOf("", repositories, "0/json\n{}", "0/layer.tar\n"))
                .toList();
    }

    private static byte[] inputOf(String wish, String... files) {
        return (wish + "\0" + String.join("\0", files)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String config(String architecture, String variant) {
        return "\n{\"architecture\":\"" + architecture + "\",\"variant\":\"" + variant
                + "\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"@L\"]}}";
    }

    private static String named(int number, String file) {
        return "@H" + number + ".json" + file;
    }

    private static String manifest(int config) {
        return "\n{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "manifest.v1+json\",\"config\":{\"mediaType\":\"" + OCI
                + "config.v1+json\",@D" + config + "},\"layers\":[{\"mediaType\":\"" + OCI
                + "layer.v1.tar\",\"digest\":\"@L\",\"size\":1536}]}";
    }

    private static String entry(int manifest, String more) {
        return "{\"mediaType\":\"" + OCI + "manifest.v1+json\",@D" + manifest + "," + more + "}";
    }

    private static String nested(int index, String more) {
        return "{\"mediaType\":\"" + OCI + "index.v1+json\",@D" + index + "," + more + "}";
    }

    private static String index(String name, String... entries) {
        return name + "\n{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "index.v1+json\",\"manifests\":["
                + String.join(",", entries) + "]}";
    }
}
