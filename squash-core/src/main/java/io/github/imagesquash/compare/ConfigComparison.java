// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.OciJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares two configs by key, in any order. {@code null} is the same as no value, because Go writes it for an empty
 * list. Keys about layers are never compared.
 */
public final class ConfigComparison {
    /** The layers, their history, BuildKit's inline cache, and the image's ids before Docker 1.10. */
    private static final List<String> OF_LAYERS =
            List.of("/rootfs", "/history", "/moby.buildkit.cache.v0", "/id", "/parent");

    private ConfigComparison() {}

    /**
     * The keys that differ, ascending.
     *
     * @param ignored further JSON pointers; everything below them is ignored as well
     */
    public static List<ConfigChange> changes(ImageConfig before, ImageConfig after, List<String> ignored)
            throws InvalidImageException {
        Map<String, String> a = values(before);
        Map<String, String> b = values(after);
        Set<String> keys = new TreeSet<>(a.keySet());
        keys.addAll(b.keySet());
        List<ConfigChange> changes = new ArrayList<>();
        for (String key : keys) {
            ConfigChange change = new ConfigChange(key, a.getOrDefault(key, ""), b.getOrDefault(key, ""));
            if (!change.before().equals(change.after()) && !isBelow(key, OF_LAYERS) && !isBelow(key, ignored)) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static boolean isBelow(String key, List<String> pointers) {
        return pointers.stream().anyMatch(pointer -> key.equals(pointer) || key.startsWith(pointer + "/"));
    }

    private static Map<String, String> values(ImageConfig config) throws InvalidImageException {
        Map<String, String> values = new TreeMap<>();
        collect("", OciJson.readObject(config.bytes(), "config"), values);
        return values;
    }

    private static void collect(String key, JsonNode node, Map<String, String> values) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(field -> collect(key + "/" + escaped(field.getKey()), field.getValue(), values));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(key + "/" + i, node.get(i), values);
            }
        } else if (!node.isNull()) {
            values.put(key, OciJson.text(node));
        }
    }

    private static String escaped(String name) {
        return Printable.of(name.replace("~", "~0").replace("/", "~1"));
    }
}
