// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.edit.ConfigEdit;
import io.github.imagesquash.edit.ConfigEdits;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.it.Program.Outcome;
import io.github.imagesquash.oci.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A container, which {@code docker commit} makes images of, and the same changes made by squash. */
final class Committing implements AutoCloseable {
    private static final String OLD = Engine.imageName("commit");
    private static final String NEW = Engine.imageName("commit-new");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the instructions are about; the rest of a committed config speaks of the container. */
    private static final List<String> KEYS = List.of(
            "ArgsEscaped",
            "Cmd",
            "Entrypoint",
            "Env",
            "ExposedPorts",
            "Healthcheck",
            "Labels",
            "OnBuild",
            "StopSignal",
            "User",
            "Volumes",
            "WorkingDir");

    private final Engine engine;
    private final String container;
    private String image = OLD;
    private int images;

    private Committing(Engine engine, String container) {
        this.engine = engine;
        this.container = container;
    }

    /**
     * Creates a container of an image with some of each key; without an engine the test is skipped.
     *
     * @param directory where that image is written
     */
    static Committing start(Path directory) throws IOException {
        Needs.program("docker", "docker.io");
        Engine engine = Engine.connect();
        ImageBuilder image = ImageBuilder.image(OLD)
                .layer(LayerBuilder.layer().file("a", "A"))
                .config(config -> config.set("config", running()));
        engine.load(ArchiveDialect.DOCKER_LEGACY.write(image, directory));
        String container = Program.of("docker", "create", "--network", "none", OLD)
                .run()
                .text()
                .strip();
        return new Committing(engine, container);
    }

    @Override
    public void close() throws IOException {
        Program.of("docker", "rm", container).output();
        engine.close();
    }

    private static ObjectNode running() {
        try {
            return (ObjectNode) JSON.readTree("""
                {"Env":["PATH=/bin","A=old","E="],"Cmd":["old","cmd"],"WorkingDir":"/srv","User":"me",
                 "Labels":{"l":"old"},"ExposedPorts":{"1/tcp":{}},"Volumes":{"/v":{}},
                 "Healthcheck":{"Test":["CMD","old"],"Interval":5000000000,"Retries":7}}
                """);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The relevant keys of a config, in one order; what is null or empty is not there. */
    static String relevant(JsonNode config) {
        TreeMap<String, JsonNode> values = new TreeMap<>();
        for (String key : KEYS) {
            JsonNode value = config.path(key);
            boolean absent = value.isMissingNode()
                    || value.isNull()
                    || value.equals(JSON.getNodeFactory().booleanNode(false))
                    || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.textValue().isEmpty();
            if (!absent) {
                values.put(key, value);
            }
        }
        return JSON.valueToTree(values).toString();
    }

    /** Builds an image with one more instruction, as the new one. */
    void build(String instruction) {
        engine.build("FROM " + OLD + "\n" + instruction, nextImage());
    }

    /** {@code docker commit} with changes. */
    Outcome commit(String... changes) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker", "commit"));
        for (String change : changes) {
            command.add("--change");
            command.add(change);
        }
        command.addAll(List.of(container, nextImage()));
        return Program.of(command).run();
    }

    /** Each has a name of its own, by which it is removed in the end. */
    private String nextImage() {
        image = NEW.replace(":1", ":" + ++images);
        return image;
    }

    /** The config of the image that was built or committed last. */
    JsonNode committed() throws IOException {
        byte[] config = Program.of("docker", "image", "inspect", "--format", "{{json .Config}}", image)
                .output();
        return JSON.readTree(config);
    }

    /** What squash makes of the config with the same changes. */
    static JsonNode edited(String... changes) throws IOException {
        ObjectNode config = JSON.createObjectNode();
        config.set("config", running());
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        List<ConfigEdit> edits = new ArrayList<>();
        for (String change : changes) {
            edits.addAll(ConfigEdit.parse(change));
        }
        ImageConfig before = ImageConfig.parse(JSON.writeValueAsBytes(config), "config");
        byte[] after = new ConfigEdits(edits, false).apply(before).config().bytes();
        return JSON.readTree(new String(after, StandardCharsets.UTF_8)).get("config");
    }
}
