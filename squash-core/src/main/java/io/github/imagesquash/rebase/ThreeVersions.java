// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A part of the config in three images; {@link MissingNode} if it is absent. */
record ThreeVersions(JsonNode oldBase, JsonNode newBase, JsonNode image) {

    /**
     * A key of an object. {@code null}, {@code false} and empty values count as absent, because some engines write them
     * and others leave them out.
     */
    ThreeVersions key(String key) {
        return new ThreeVersions(present(oldBase.path(key)), present(newBase.path(key)), present(image.path(key)));
    }

    /** A member of a set, such as a label, which exists even if it is empty. */
    ThreeVersions member(String name) {
        return new ThreeVersions(oldBase.path(name), newBase.path(name), image.path(name));
    }

    private static JsonNode present(JsonNode value) {
        boolean absent = value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isBoolean() && !value.booleanValue();
        return absent ? MissingNode.getInstance() : value;
    }

    /** The names that the new base or the image has, the new base's first. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode object : List.of(newBase, image)) {
            object.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    /** The merged value; empty if both sides changed it to different values. */
    Optional<JsonNode> agreed() {
        if (image.equals(oldBase)) {
            return Optional.of(newBase);
        }
        return newBase.equals(oldBase) || newBase.equals(image) ? Optional.of(image) : Optional.empty();
    }

    /** As {@link #agreed}, for a variable that is a list of directories. */
    Optional<JsonNode> agreedPath(String variable) {
        String prefix = variable + "=";
        return agreed().or(() -> SearchPath.merge(
                        without(prefix, oldBase), without(prefix, newBase), without(prefix, image))
                .map(path -> TextNode.valueOf(prefix + path)));
    }

    private static String without(String prefix, JsonNode entry) {
        return entry.asText().startsWith(prefix) ? entry.asText().substring(prefix.length()) : "";
    }

    /** The conflict if there is no merged value. */
    ConfigConflict conflict(String key) {
        return new ConfigConflict(key, oldBase.toString(), newBase.toString(), image.toString());
    }
}
