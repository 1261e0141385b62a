// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON object whose lists and maps can be changed; {@code null}, which Go writes for an empty list or map, counts as
 * empty.
 */
record KeyedValues(ObjectNode json) {

    /** The texts of a list; empty if the key is absent. */
    List<String> list(String key) throws InvalidImageException {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : value(key, JsonNodeFactory.instance.arrayNode())) {
            if (!text.isTextual()) {
                throw new InvalidImageException("config", "\"" + key + "\": expected strings, found " + text);
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    /** Sets a list; removes the key if the list is empty. */
    void putList(String key, List<String> texts) {
        if (texts.isEmpty()) {
            json.remove(key);
        } else {
            putListAsItIs(key, texts);
        }
    }

    /** Sets a list, which may be empty. */
    void putListAsItIs(String key, List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        json.set(key, array);
    }

    /** A copy of a map; empty if the key is absent. */
    ObjectNode map(String key) throws InvalidImageException {
        return value(key, JsonNodeFactory.instance.objectNode()).deepCopy();
    }

    /** The map itself; added if the key is absent. */
    ObjectNode mapToChange(String key) throws InvalidImageException {
        ObjectNode map = value(key, JsonNodeFactory.instance.objectNode());
        if (json.get(key) != map) {
            json.set(key, map);
        }
        return map;
    }

    /** Removes an entry of a map, and the key if the map is empty then. */
    void removeFromMap(String key, String name) throws InvalidImageException {
        ObjectNode map = value(key, JsonNodeFactory.instance.objectNode());
        if (map.remove(name) != null && map.isEmpty()) {
            json.remove(key);
        }
    }

    private <T extends JsonNode> T value(String key, T absent) throws InvalidImageException {
        JsonNode value = json.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        if (value.getNodeType() != absent.getNodeType()) {
            throw new InvalidImageException(
                    "config", "\"" + key + "\": expected " + absent.getNodeType() + ", found " + value.getNodeType());
        }
        @SuppressWarnings("unchecked")
        T typed = (T) value;
        return typed;
    }
}
