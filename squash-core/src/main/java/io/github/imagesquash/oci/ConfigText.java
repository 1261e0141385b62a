// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A text in the {@code config} of an image, such as an argument of the command or the value of a variable.
 *
 * @param setting the setting that holds it, such as {@code Cmd}; {@code config.md} of the image specification lists
 *     them
 * @param name which of the setting's values it is, such as a variable's name; empty if they have no names
 * @param value the text
 */
public record ConfigText(String setting, String name, String value) {
    /** All texts of a config, in its order. Names of members, such as volumes, are texts too. */
    static List<ConfigText> in(JsonNode config) {
        List<ConfigText> texts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> setting : config.properties()) {
            switch (setting.getKey()) {
                case "Env" -> setting.getValue().forEach(variable -> texts.add(variable(variable.asText(""))));
                case "Labels" ->
                    setting.getValue()
                            .properties()
                            .forEach(label -> collect("Labels", label.getKey(), label.getValue(), texts));
                default -> collect(setting.getKey(), "", setting.getValue(), texts);
            }
        }
        return texts;
    }

    /** For messages: {@code Cmd}, {@code Env PATH}. */
    public String key() {
        return name.isEmpty() ? setting : setting + " " + name;
    }

    private static ConfigText variable(String text) {
        int equals = text.indexOf('=');
        return new ConfigText("Env", equals < 0 ? text : text.substring(0, equals), text.substring(equals + 1));
    }

    private static void collect(String setting, String name, JsonNode node, List<ConfigText> texts) {
        if (node.isTextual()) {
            texts.add(new ConfigText(setting, name, node.asText()));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            texts.add(new ConfigText(setting, name, member.getKey()));
            collect(setting, name, member.getValue(), texts);
        }
        if (node.isArray()) {
            node.forEach(element -> collect(setting, name, element, texts));
        }
    }
}
