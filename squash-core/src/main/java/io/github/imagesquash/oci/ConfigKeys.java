// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of an image config in the specification's spelling (image-spec config.md). Engines are written in Go, whose
 * decoder accepts {@code Rootfs} for {@code rootfs}. All code here that reads or changes a config uses one spelling. No
 * other key is changed, and no key is lost.
 */
final class ConfigKeys {
    private static final Set<String> TOP = Set.of(
            "architecture",
            "author",
            "comment",
            "config",
            "container",
            "container_config",
            "created",
            "docker_version",
            "history",
            "id",
            "os",
            "os.features",
            "os.version",
            "parent",
            "rootfs",
            "variant");
    private static final Set<String> EXECUTION = Set.of(
            "ArgsEscaped",
            "Cmd",
            "Domainname",
            "Entrypoint",
            "Env",
            "ExposedPorts",
            "Healthcheck",
            "Hostname",
            "Image",
            "Labels",
            "NetworkDisabled",
            "OnBuild",
            "Shell",
            "StopSignal",
            "StopTimeout",
            "User",
            "Volumes",
            "WorkingDir");
    private static final Set<String> ROOTFS = Set.of("type", "diff_ids");
    private static final Set<String> STEP = Set.of("author", "comment", "created", "created_by", "empty_layer");

    private ConfigKeys() {}

    /**
     * The config with known keys in their usual spelling.
     *
     * @throws InvalidImageException if a key is there in two spellings, of which each engine takes the last
     */
    static ObjectNode canonical(ObjectNode config, String where) throws InvalidImageException {
        ObjectNode top = respelled(config, TOP, where);
        for (Map.Entry<String, Set<String>> part : List.of(
                Map.entry("config", EXECUTION),
                Map.entry("container_config", EXECUTION),
                Map.entry("rootfs", ROOTFS))) {
            if (top.get(part.getKey()) instanceof ObjectNode object) {
                top.set(part.getKey(), respelled(object, part.getValue(), where + ": " + part.getKey()));
            }
        }
        if (top.get("history") instanceof ArrayNode steps) {
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i) instanceof ObjectNode step) {
                    steps.set(i, respelled(step, STEP, where + ": history[" + i + "]"));
                }
            }
        }
        return top;
    }

    /**
     * An object with known keys in their usual spelling.
     *
     * @throws InvalidImageException if a key is there in two
     */
    static ObjectNode respelled(ObjectNode object, Set<String> known, String where) throws InvalidImageException {
        ObjectNode respelled = object.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String key = usual(field.getKey(), known).orElse(field.getKey());
            if (respelled.has(key)) {
                throw new InvalidImageException(where, "\"" + key + "\" occurs more than once, in two spellings");
            }
            respelled.set(key, field.getValue());
        }
        return respelled;
    }

    private static Optional<String> usual(String key, Set<String> known) {
        return known.contains(key)
                ? Optional.of(key)
                : known.stream().filter(key::equalsIgnoreCase).findFirst();
    }
}
