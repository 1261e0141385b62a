// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes an OCI image layout whose layers are directories of this machine. */
final class ImageLayout {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/vnd.oci.image.";

    private final Path blobs;

    private ImageLayout(Path blobs) {
        this.blobs = blobs;
    }

    /**
     * Writes the layout into a new directory.
     *
     * @param layers the directories, base first
     * @param settings the object {@code config} of the image's config
     * @param annotations of the manifest
     * @param time of every file and of the image
     */
    static void write(
            Path directory, List<Path> layers, ObjectNode settings, Map<String, String> annotations, FileTime time)
            throws IOException {
        ImageLayout layout = new ImageLayout(Files.createDirectories(directory.resolve("blobs/sha256")));
        ObjectNode manifest = versioned().put("mediaType", TYPE + "manifest.v1+json");
        List<ObjectNode> descriptors = new ArrayList<>();
        for (Path layer : layers) {
            descriptors.add(layout.layer(layer, time));
        }
        manifest.set("config", layout.json("config.v1+json", config(settings, descriptors, layers, time)));
        manifest.putArray("layers").addAll(descriptors);
        manifest.putPOJO("annotations", annotations);
        ObjectNode index = versioned();
        index.putArray("manifests").add(layout.json("manifest.v1+json", manifest));
        JSON.writeValue(directory.resolve("index.json").toFile(), index);
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private static ObjectNode versioned() {
        return JSON.createObjectNode().put("schemaVersion", 2);
    }

    private static ObjectNode config(
            ObjectNode settings, List<ObjectNode> descriptors, List<Path> layers, FileTime time) {
        ObjectNode config = JSON.createObjectNode();
        config.put("created", time.toString()).put("os", "linux");
        config.put("architecture", Platform.ofBuild().debianArchitecture());
        config.set("config", settings);
        ArrayNode diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        descriptors.forEach(descriptor -> diffIds.add(descriptor.get("digest")));
        ArrayNode history = config.putArray("history");
        for (Path layer : layers) {
            history.addObject().put("created", time.toString()).put("created_by", "COPY " + layer.getFileName() + " /");
        }
        return config;
    }

    private ObjectNode layer(Path directory, FileTime time) throws IOException {
        Path file = blobs.resolve("new");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Tarball.write(directory, ".", time, out);
        }
        return descriptor("layer.v1.tar", file);
    }

    private ObjectNode json(String type, ObjectNode document) throws IOException {
        return descriptor(type, Files.write(blobs.resolve("new"), JSON.writeValueAsBytes(document)));
    }

    /** Renames a file to its digest. */
    private ObjectNode descriptor(String type, Path file) throws IOException {
        String digest = Checksums.sha256(file);
        Path blob = Files.move(file, blobs.resolve(digest));
        return JSON.createObjectNode()
                .put("mediaType", TYPE + type)
                .put("digest", "sha256:" + digest)
                .put("size", Files.size(blob));
    }
}
