package io.github.imagesquash.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The services that a Compose file starts. Aliases and merge keys are followed; what other files say is not known.
 *
 * @param name what messages call the file; empty if there is none
 * @param services in their order
 * @param notUnderstood what of it could not be read, as sentences
 */
public record ComposeFile(String name, List<Service> services, List<String> notUnderstood) {
    /** None is given. */
    public static final ComposeFile NONE = new ComposeFile("", List.of(), List.of());

    private static final int MOST_MERGES = 8;

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
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(name).build()).composeString(content);
            return of(name, root);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(name + " is not YAML: " + Instruction.oneLine(e.getMessage()), e);
        }
    }

    private static ComposeFile of(String name, Optional<Node> root) {
        List<Service> services = new ArrayList<>();
        List<String> notUnderstood = new ArrayList<>();
        for (String key : List.of("include", "extends")) {
            root.flatMap(node -> find(node, key, 0)).ifPresent(node -> notUnderstood.add(elsewhere(key, node)));
        }
        Optional<Node> listed = root.flatMap(node -> find(node, "services", 0));
        if (listed.isPresent() && listed.get() instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                services.add(service(tuple));
                find(tuple.getValueNode(), "extends", 0)
                        .ifPresent(node -> notUnderstood.add(elsewhere("extends", node)));
            }
        } else {
            notUnderstood.add("there are no services");
        }
        return new ComposeFile(name, services, notUnderstood);
    }

    private static Service service(NodeTuple tuple) {
        Node service = tuple.getValueNode();
        boolean deployed = find(service, "deploy", 0)
                .flatMap(deploy -> find(deploy, "resources", 0))
                .flatMap(resources -> find(resources, "limits", 0))
                .flatMap(limits -> find(limits, "memory", 0))
                .isPresent();
        return new Service(
                text(tuple.getKeyNode()),
                line(tuple.getKeyNode()),
                deployed || find(service, "mem_limit", 0).isPresent(),
                find(service, "user", 0).isPresent(),
                find(service, "healthcheck", 0).isPresent());
    }

    /** The value of a key, its own or one that is merged in ({@code <<}). */
    private static Optional<Node> find(Node node, String key, int merges) {
        if (!(node instanceof MappingNode mapping) || merges > MOST_MERGES) {
            return Optional.empty();
        }
        Optional<Node> own = value(mapping, key);
        return own.isPresent() ? own : value(mapping, "<<").flatMap(merged -> findMerged(merged, key, merges + 1));
    }

    private static Optional<Node> findMerged(Node merged, String key, int merges) {
        List<Node> sources = merged instanceof SequenceNode several ? several.getValue() : List.of(merged);
        return sources.stream()
                .flatMap(source -> find(source, key, merges).stream())
                .findFirst();
    }

    private static Optional<Node> value(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> text(tuple.getKeyNode()).equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static String elsewhere(String key, Node node) {
        return "line " + line(node) + ": what \"" + key + "\" refers to is not read";
    }

    /** Whether there is one. */
    public boolean isGiven() {
        return !name.isEmpty();
    }
}
