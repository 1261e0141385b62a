// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The services that a Compose file starts. Aliases and merge keys are followed; other files are not read.
 *
 * @param name the name of the file in messages; empty if there is none
 * @param services in their order
 * @param notUnderstood the parts that could not be read, a sentence each
 */
public record ComposeFile(String name, List<Service> services, List<String> notUnderstood) {
    /** No Compose file. */
    public static final ComposeFile NONE = new ComposeFile("", List.of(), List.of());

    /**
     * One service.
     *
     * @param name its key
     * @param line where it begins, from 1
     * @param memoryLimit whether its memory is limited
     * @param user whether it names a user
     * @param healthCheck whether it has a health check
     */
    public record Service(String name, int line, boolean memoryLimit, boolean user, boolean healthCheck) {}

    public ComposeFile {
        services = List.copyOf(services);
        notUnderstood = List.copyOf(notUnderstood);
    }

    /**
     * Reads a Compose file (compose-spec).
     *
     * @throws IllegalArgumentException if it is not YAML; the message names the line
     */
    public static ComposeFile parse(String name, String content) {
        return of(name, YamlDocument.parse(name, content));
    }

    private static ComposeFile of(String name, Optional<Node> root) {
        List<Service> services = new ArrayList<>();
        List<String> notUnderstood = new ArrayList<>();
        for (String key : List.of("include", "extends")) {
            root.flatMap(node -> find(node, key)).ifPresent(node -> notUnderstood.add(elsewhere(key, node)));
        }
        Optional<Node> listed = root.flatMap(node -> find(node, "services"));
        if (listed.isPresent() && listed.get() instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                services.add(service(tuple));
                find(tuple.getValueNode(), "extends").ifPresent(node -> notUnderstood.add(elsewhere("extends", node)));
            }
        } else {
            notUnderstood.add("there are no services");
        }
        return new ComposeFile(name, services, notUnderstood);
    }

    private static Service service(NodeTuple tuple) {
        Node service = tuple.getValueNode();
        boolean deployed = find(service, "deploy")
                .flatMap(deploy -> find(deploy, "resources"))
                .flatMap(resources -> find(resources, "limits"))
                .flatMap(limits -> find(limits, "memory"))
                .isPresent();
        return new Service(
                Printable.of(YamlDocument.text(tuple.getKeyNode())),
                YamlDocument.line(tuple.getKeyNode()),
                deployed || find(service, "mem_limit").isPresent(),
                find(service, "user").isPresent(),
                find(service, "healthcheck").isPresent());
    }

    /** The value of a key, its own or a merged one ({@code <<}). */
    private static Optional<Node> find(Node node, String key) {
        return find(node, key, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The same, without searching a mapping twice if several aliases lead to it. */
    private static Optional<Node> find(Node node, String key, Set<Node> searched) {
        if (!(node instanceof MappingNode mapping) || !searched.add(node)) {
            return Optional.empty();
        }
        Optional<Node> own = value(mapping, key);
        return own.isPresent() ? own : value(mapping, "<<").flatMap(merged -> findMerged(merged, key, searched));
    }

    private static Optional<Node> findMerged(Node merged, String key, Set<Node> searched) {
        List<Node> sources = merged instanceof SequenceNode several ? several.getValue() : List.of(merged);
        return sources.stream()
                .flatMap(source -> find(source, key, searched).stream())
                .findFirst();
    }

    private static Optional<Node> value(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> YamlDocument.text(tuple.getKeyNode()).equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static String elsewhere(String key, Node node) {
        return "line " + YamlDocument.line(node) + ": what \"" + key + "\" refers to is not read";
    }

    /** Whether there is a Compose file. */
    public boolean isGiven() {
        return !name.isEmpty();
    }
}
