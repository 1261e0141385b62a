// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page of parameters is what the plugin's descriptor says; {@code -Dpage=write} writes it. */
class PluginPageTest {
    private static final Path PAGE = Path.of("..", "docs", "guide", "maven-parameters.md");

    private static final String HEAD = """
            # Parameters of squash-maven-plugin

            [Squash in a Maven build](maven.md) shows how they are used. This page is made from the plugin's descriptor.
            """;

    @Test
    void pageHasTheParametersOfTheDescriptor() throws Exception {
        String page = page();
        if (System.getProperty("page", "").equals("write")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "mvn test -pl squash-maven-plugin -am -Dpage=write writes it");
    }

    private static String page() throws Exception {
        StringBuilder page = new StringBuilder(HEAD);
        for (Element goal : children(descriptor().getDocumentElement(), "mojo")) {
            if (!text(goal, "goal").equals("help")) {
                addGoal(goal, page);
            }
        }
        return page.toString();
    }

    private static Document descriptor() throws Exception {
        try (InputStream in = PluginPageTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(in);
        }
    }

    private static void addGoal(Element goal, StringBuilder page) throws IOException {
        page.append("\n## squash:%s\n\n%s\n\n| parameter | type | default | meaning |\n|---|---|---|---|\n"
                .formatted(text(goal, "goal"), text(goal, "description")));
        Element configuration =
                (Element) goal.getElementsByTagName("configuration").item(0);
        for (Element parameter : children(goal, "parameter")) {
            if (text(parameter, "editable").equals("true")) {
                String name = text(parameter, "name");
                Element value =
                        (Element) configuration.getElementsByTagName(name).item(0);
                assertEquals("${squash." + name + "}", value.getTextContent(), "the property of each parameter");
                page.append("| `%s` | %s |%s | %s |\n"
                        .formatted(name, type(parameter), standard(parameter, value), meaning(parameter)));
            }
        }
    }

    private static String type(Element parameter) {
        return switch (text(parameter, "type")) {
            case "boolean" -> "true or false";
            case "java.io.File" -> "file";
            case "java.util.List" -> "list";
            case "java.lang.String" -> "text";
            case String other -> other;
        };
    }

    private static String standard(Element parameter, Element value) {
        String text = value.getAttribute("default-value");
        if (text(parameter, "required").equals("true")) {
            return " required";
        }
        return text.isEmpty() ? "" : " `" + text + "`";
    }

    private static String meaning(Element parameter) {
        return text(parameter, "description").replaceAll("\\s+", " ").replace("|", "\\|");
    }

    private static String text(Element parent, String name) {
        return children(parent, name).getFirst().getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
