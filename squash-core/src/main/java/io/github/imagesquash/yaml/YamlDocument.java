// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.yaml;

import io.github.imagesquash.message.Printable;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A file with one YAML document. Its nesting and its aliases are limited. */
public final class YamlDocument {
    /** Far more than real files have; reading recursively to this depth fits on any stack. */
    private static final int DEEPEST = 100;

    /** The most aliases; each costs as little as a line. */
    private static final int MOST_ALIASES = 100_000;

    private YamlDocument() {}

    /**
     * The root node; empty if the file has no content.
     *
     * @param name the name of the file in messages
     * @throws IllegalArgumentException if it is not YAML; the message names the line
     */
    public static Optional<Node> parse(String name, String content) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(name)
                    .setMaxAliasesForCollections(MOST_ALIASES)
                    // Room for all at once: the library fails where the end of a full buffer parts a surrogate pair.
                    .setBufferSize(content.length() + 1)
                    .build();
            requireShallow(name, parser(settings, content));
            return new Composer(settings, parser(settings, content)).getSingleNode();
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    name + " is not YAML: " + Printable.inOneLine(String.valueOf(e.getMessage())), e);
        }
    }

    private static Parser parser(LoadSettings settings, String content) {
        return new ParserImpl(settings, new StreamReader(settings, content));
    }

    private static void requireShallow(String name, Parser events) {
        int depth = 0;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event) {
                case CollectionStartEvent _ -> depth++;
                case CollectionEndEvent _ -> depth--;
                default -> {}
            }
            if (depth > DEEPEST) {
                throw new IllegalArgumentException(
                        name + ": line " + line(event.getStartMark()) + ": nested more than " + DEEPEST + " deep");
            }
        }
    }

    /** The text of a scalar; empty for other nodes. */
    public static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The line where a node begins, from 1; 0 if unknown. */
    public static int line(Node node) {
        return line(node.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(at -> at.getLine() + 1).orElse(0);
    }
}
