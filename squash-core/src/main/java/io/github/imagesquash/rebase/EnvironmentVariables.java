// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The environment, which a config has as a list of {@code NAME=value}, as an object by name, and back. */
final class EnvironmentVariables {
    private EnvironmentVariables() {}

    /** The entries by name, in their order; the last of several with one name counts, as in a shell. */
    static ObjectNode byName(JsonNode list, ObjectNode empty) {
        for (JsonNode entry : list) {
            empty.set(name(entry.asText()), entry);
        }
        return empty;
    }

    private static String name(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0 ? entry : entry.substring(0, equals);
    }

    /** The list of an object that was made by name. */
    static ArrayNode list(ObjectNode byName) {
        ArrayNode list = byName.arrayNode();
        byName.forEach(list::add);
        return list;
    }
}
