// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a policy strictly: each unknown key is refused. */
final class PolicyParser {
    private static final String GROUPS = "groups";
    private static final String NAME = "name";
    private static final String REPOSITORIES = "repositories";
    private static final String TAGS = "tags";
    private static final String NEWEST = "newest";
    private static final String PLATFORM = "platform";
    private static final String TARGET = "target";
    private static final String BEFORE = "before";
    private static final String OPTIONS = "options";
    private static final List<String> KEYS =
            List.of(NAME, REPOSITORIES, TAGS, NEWEST, PLATFORM, TARGET, BEFORE, OPTIONS);

    private static final String IN_PLACE = "in-place";
    private static final String ALL = "all";

    private final String file;

    PolicyParser(String file) {
        this.file = file;
    }

    Policy parse(String content) {
        Node root = YamlDocument.parse(file, content)
                .orElseThrow(() -> new IllegalArgumentException(file + " is empty; expected \"groups\""));
        Node listed = required(root, mapping(root, List.of(GROUPS)), GROUPS);
        List<PolicyGroup> groups = new ArrayList<>();
        for (Node group : items(listed)) {
            PolicyGroup read = group(group);
            if (groups.stream().anyMatch(other -> other.name().equals(read.name()))) {
                throw wrong(group, "another group has the name \"" + read.name() + "\" too");
            }
            groups.add(read);
        }
        return new Policy(file, groups);
    }

    private PolicyGroup group(Node node) {
        Map<String, Node> keys = mapping(node, KEYS);
        return new PolicyGroup(
                parsed(required(node, keys, NAME), PolicyParser::name),
                parsedItems(required(node, keys, REPOSITORIES), RepositoryPattern::parse),
                keys.containsKey(TAGS) ? tags(required(node, keys, TAGS)) : TagPatterns.ALL,
                keys.containsKey(NEWEST)
                        ? OptionalInt.of(parsed(required(node, keys, NEWEST), PolicyParser::number))
                        : OptionalInt.empty(),
                Optional.ofNullable(keys.get(PLATFORM)).flatMap(this::platform),
                target(node, keys),
                Optional.ofNullable(keys.get(OPTIONS)).map(this::options).orElse(List.of()));
    }

    private TagPatterns tags(Node node) {
        List<String> patterns = parsedItems(
                node, text -> new TagPatterns(List.of(text)).patterns().getFirst());
        return new TagPatterns(patterns);
    }

    private Optional<Platform> platform(Node node) {
        return parsed(node, text -> text.equals(ALL) ? Optional.empty() : Optional.of(Platform.parse(text)));
    }

    private TargetTemplate target(Node group, Map<String, Node> keys) {
        Node target = required(group, keys, TARGET);
        Optional<Node> before = Optional.ofNullable(keys.get(BEFORE));
        if (!YamlDocument.text(target).equals(IN_PLACE)) {
            if (before.isPresent()) {
                throw wrong(before.get(), "\"before\" requires \"target: in-place\"");
            }
            return parsed(target, TargetTemplate.Renamed::new);
        }
        return before.isPresent() ? parsed(before.get(), TargetTemplate.InPlace::new) : TargetTemplate.InPlace.USUAL;
    }

    /** The options as words: a list repeats its option, {@code true} gives it alone, {@code false} gives its opposite. */
    private List<String> options(Node node) {
        List<String> words = new ArrayList<>();
        mapping(node, List.of()).forEach((key, value) -> {
            boolean isFlag = value instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
            if (isFlag && YamlDocument.text(value).equals("true")) {
                words.add("--" + key);
            } else if (isFlag && YamlDocument.text(value).equals("false")) {
                words.add("--no-" + key);
            } else {
                parsedItems(value, text -> text).forEach(text -> words.add("--" + key + "=" + text));
            }
        });
        return words;
    }

    /** @param known the keys that are allowed; empty for any */
    private Map<String, Node> mapping(Node node, List<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "expected keys and values");
        }
        Map<String, Node> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = Printable.of(YamlDocument.text(tuple.getKeyNode()));
            if (!known.isEmpty() && !known.contains(key)) {
                throw wrong(
                        tuple.getKeyNode(),
                        "unknown key \"" + key + "\""
                                + NearestName.of(key, known)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; the keys are " + String.join(", ", known)));
            }
            if (keys.put(key, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), "\"" + key + "\" is there twice");
            }
        }
        return keys;
    }

    private Node required(Node node, Map<String, Node> keys, String key) {
        return Optional.ofNullable(keys.get(key)).orElseThrow(() -> wrong(node, "\"" + key + "\" is missing"));
    }

    private List<Node> items(Node node) {
        List<Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        if (items.isEmpty()) {
            throw wrong(node, "the list is empty");
        }
        return items;
    }

    private <T> List<T> parsedItems(Node node, Function<String, T> parser) {
        return items(node).stream().map(item -> parsed(item, parser)).toList();
    }

    private <T> T parsed(Node node, Function<String, T> parser) {
        String text = YamlDocument.text(node);
        if (!(node instanceof ScalarNode) || text.isBlank()) {
            throw wrong(node, "expected a text");
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(node, Printable.of(String.valueOf(e.getMessage())));
        }
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a name of letters, digits, dots, hyphens and underscores");
        }
        return text;
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number from 1 to 999999");
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException wrong(Node node, String problem) {
        return new IllegalArgumentException(file + ": line " + YamlDocument.line(node) + ": " + problem);
    }
}
