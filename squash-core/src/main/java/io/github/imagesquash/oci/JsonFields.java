// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An object of a document and its place there, for reading fields with errors that name them. An absent field and
 * {@code null} are the same, because Go's encoder writes {@code null} for an empty list, and its decoder reads {@code
 * null} as an empty object. The case of keys does not matter, as in Go's decoder, which all engines use.
 *
 * @param node the object
 * @param where the document and the path to the object in it
 */
record JsonFields(ObjectNode node, String where) {

    /** The string, or empty text. */
    String text(String key) throws InvalidImageException {
        JsonNode value = value(key);
        return value.isMissingNode() ? "" : textOf(value, key);
    }

    String requiredText(String key) throws InvalidImageException {
        return textOf(required(key), key);
    }

    /** A whole number of at least 0. */
    long requiredSize(String key) throws InvalidImageException {
        JsonNode value = required(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new InvalidImageException(
                    where,
                    "\"" + key + "\": expected a size in bytes, found "
                            + (value.isNumber() ? value : OciJson.kind(value)));
        }
        return value.longValue();
    }

    boolean flag(String key) throws InvalidImageException {
        JsonNode value = value(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw unexpected(key, "true or false", value);
        }
        return value.booleanValue();
    }

    /** Whether the field is there and not {@code null}. */
    boolean has(String key) throws InvalidImageException {
        return !value(key).isMissingNode();
    }

    Optional<JsonFields> object(String key) throws InvalidImageException {
        JsonNode value = value(key);
        return value.isMissingNode() ? Optional.empty() : Optional.of(objectOf(value, key));
    }

    JsonFields requiredObject(String key) throws InvalidImageException {
        return objectOf(required(key), key);
    }

    List<JsonFields> objects(String key) throws InvalidImageException {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode item : items(key)) {
            JsonNode object = item.isNull() ? node.objectNode() : item;
            objects.add(objectOf(object, key + "[" + objects.size() + "]"));
        }
        return objects;
    }

    List<String> texts(String key) throws InvalidImageException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(key)) {
            texts.add(textOf(item, key + "[" + texts.size() + "]"));
        }
        return texts;
    }

    /** An object whose values are all strings. */
    Map<String, String> textMap(String key) throws InvalidImageException {
        Map<String, String> texts = new TreeMap<>();
        Optional<JsonFields> object = object(key);
        if (object.isPresent()) {
            for (Map.Entry<String, JsonNode> field : object.get().node.properties()) {
                texts.put(field.getKey(), textOf(field.getValue(), key + "." + Printable.of(field.getKey())));
            }
        }
        return texts;
    }

    /** The values of some keys, as JSON. */
    Map<String, String> json(Predicate<String> wanted) {
        Map<String, String> values = new TreeMap<>();
        node.properties().stream()
                .filter(field ->
                        wanted.test(field.getKey()) && !field.getValue().isNull())
                .forEach(field -> values.put(field.getKey(), field.getValue().toString()));
        return values;
    }

    /** The digest in a required string field. */
    Digest requiredDigest(String key) throws InvalidImageException {
        return digestOf(requiredText(key), key);
    }

    /** The digests in a list of strings. */
    List<Digest> digests(String key) throws InvalidImageException {
        List<Digest> digests = new ArrayList<>();
        for (String text : texts(key)) {
            digests.add(digestOf(text, key + "[" + digests.size() + "]"));
        }
        return digests;
    }

    /** Fails if the field is present. */
    void forbid(String key, String reason) throws InvalidImageException {
        if (!value(key).isMissingNode()) {
            throw new InvalidImageException(where, "has \"" + key + "\", " + reason);
        }
    }

    private JsonNode value(String key) throws InvalidImageException {
        List<String> spellings = node.propertyStream()
                .map(Map.Entry::getKey)
                .filter(key::equalsIgnoreCase)
                .toList();
        if (spellings.size() > 1) {
            throw new InvalidImageException(
                    where, "\"" + key + "\" occurs more than once, as " + Printable.of(spellings.toString()));
        }
        JsonNode value = spellings.isEmpty() ? MissingNode.getInstance() : node.path(spellings.getFirst());
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private JsonNode required(String key) throws InvalidImageException {
        JsonNode value = value(key);
        if (value.isMissingNode()) {
            throw new InvalidImageException(where, "\"" + key + "\" is missing");
        }
        return value;
    }

    private ArrayNode items(String key) throws InvalidImageException {
        JsonNode value = value(key);
        if (value instanceof ArrayNode array) {
            return array;
        }
        if (value.isMissingNode()) {
            return node.arrayNode();
        }
        throw unexpected(key, "an array", value);
    }

    private String textOf(JsonNode value, String name) throws InvalidImageException {
        if (!value.isTextual()) {
            throw unexpected(name, "a string", value);
        }
        return value.textValue();
    }

    private JsonFields objectOf(JsonNode value, String name) throws InvalidImageException {
        if (value instanceof ObjectNode object) {
            return new JsonFields(object, where + ": " + name);
        }
        throw unexpected(name, "an object", value);
    }

    private Digest digestOf(String text, String name) throws InvalidImageException {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidImageException(
                    where, "\"" + name + "\": " + Printable.of(String.valueOf(e.getMessage())), e);
        }
    }

    private InvalidImageException unexpected(String name, String expected, JsonNode found) {
        return InvalidImageException.mismatch(where, "\"" + name + "\"", expected, OciJson.kind(found));
    }
}
