// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.dockerfile.CommandLine;
import io.github.imagesquash.message.InvalidImageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a config that says how a container runs (image-spec config.md, "config"), in changeable form. Keys
 * keep their order; new ones come last. A list or map that becomes empty is removed.
 */
final class RunConfig {
    static final String CMD = "Cmd";
    static final String ENTRYPOINT = "Entrypoint";
    static final String ENV = "Env";
    static final String HEALTHCHECK = "Healthcheck";
    static final String LABELS = "Labels";
    static final String ON_BUILD = "OnBuild";
    static final String PORTS = "ExposedPorts";
    static final String STOP_SIGNAL = "StopSignal";
    static final String USER = "User";
    static final String VOLUMES = "Volumes";
    static final String WORKING_DIRECTORY = "WorkingDir";

    private static final String SHELL = "Shell";
    private static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");

    /** Marks commands for Windows; Docker removes it when it sets a command. */
    private static final String ARGS_ESCAPED = "ArgsEscaped";

    private final KeyedValues values;
    private ObjectNode healthcheckBefore;
    private boolean commandSet;

    private RunConfig(ObjectNode json) throws InvalidImageException {
        values = new KeyedValues(json);
        healthcheckBefore = values.map(HEALTHCHECK);
    }

    /** The run config of an image's config, added if absent; changes write through to it. */
    static RunConfig of(ObjectNode config) throws InvalidImageException {
        return new RunConfig(new KeyedValues(config).mapToChange("config"));
    }

    /** An empty run config. */
    static RunConfig empty() throws InvalidImageException {
        return new RunConfig(JsonNodeFactory.instance.objectNode());
    }

    /** The current content. */
    ObjectNode copy() {
        return values.json().deepCopy();
    }

    /** The environment variables. */
    Map<String, String> variables() throws InvalidImageException {
        Map<String, String> variables = new HashMap<>();
        for (String variable : values.list(ENV)) {
            variables.put(
                    name(variable), variable.substring(Math.min(name(variable).length() + 1, variable.length())));
        }
        return variables;
    }

    private static String name(String variable) {
        int equals = variable.indexOf('=');
        return equals < 0 ? variable : variable.substring(0, equals);
    }

    void setVariable(String name, String value) throws InvalidImageException {
        List<String> variables = new ArrayList<>(values.list(ENV));
        for (int i = 0; i < variables.size(); i++) {
            if (name(variables.get(i)).equals(name)) {
                variables.set(i, name + "=" + value);
                values.putList(ENV, variables);
                return;
            }
        }
        variables.add(name + "=" + value);
        values.putList(ENV, variables);
    }

    void removeVariable(String name) throws InvalidImageException {
        List<String> variables = new ArrayList<>(values.list(ENV));
        if (variables.removeIf(variable -> name(variable).equals(name))) {
            values.putList(ENV, variables);
        }
    }

    void setLabel(String key, String value) throws InvalidImageException {
        values.mapToChange(LABELS).put(key, value);
    }

    void removeLabel(String key) throws InvalidImageException {
        values.removeFromMap(LABELS, key);
    }

    /** The words may be none or several, since a variable may have several ports. */
    void expose(String words) throws InvalidImageException {
        for (String port : ports(words)) {
            values.mapToChange(PORTS).putObject(port);
        }
    }

    void unexpose(String words) throws InvalidImageException {
        for (String port : ports(words)) {
            values.removeFromMap(PORTS, port);
        }
    }

    private static List<String> ports(String words) {
        List<String> ports = new ArrayList<>();
        if (!words.isBlank()) {
            for (String word : words.strip().split("\\s+")) {
                ports.addAll(PortRange.keys(word));
            }
        }
        return ports;
    }

    void addVolume(String path) throws InvalidImageException {
        if (path.isBlank()) {
            throw new IllegalArgumentException("a volume without a path");
        }
        values.mapToChange(VOLUMES).putObject(path);
    }

    void removeVolume(String path) throws InvalidImageException {
        values.removeFromMap(VOLUMES, path);
    }

    void setCommand(CommandLine command) throws InvalidImageException {
        values.putListAsItIs(CMD, resolved(command));
        values.json().remove(ARGS_ESCAPED);
        commandSet = commandSet || !command.words().isEmpty();
    }

    /** Removes the old command unless it was changed too: it belongs to the old entry point. */
    void setEntrypoint(CommandLine command) throws InvalidImageException {
        values.putListAsItIs(ENTRYPOINT, resolved(command));
        values.json().remove(ARGS_ESCAPED);
        if (!commandSet) {
            values.json().remove(CMD);
        }
    }

    private List<String> resolved(CommandLine command) throws InvalidImageException {
        List<String> words = new ArrayList<>();
        if (command.isForShell()) {
            List<String> shell = values.list(SHELL);
            words.addAll(shell.isEmpty() ? DEFAULT_SHELL : shell);
        }
        words.addAll(command.words());
        return words;
    }

    /** Settings that the new check does not have keep their old values, as with {@code docker commit}. */
    void setHealthcheck(Healthcheck healthcheck) {
        ObjectNode check = healthcheckBefore.deepCopy();
        values.json().set(HEALTHCHECK, check);
        new KeyedValues(check).putListAsItIs("Test", healthcheck.test());
        healthcheck.settings().forEach((key, number) -> check.put(key, number));
    }

    void setStopSignal(String signal) {
        values.json().put(STOP_SIGNAL, StopSignal.require(signal));
    }

    void setUser(String user) {
        values.json().put(USER, user);
    }

    /** A relative path is resolved against the current directory of the config. */
    void setWorkingDirectory(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a working directory without a path");
        }
        String now = values.json().path(WORKING_DIRECTORY).asText();
        values.json().put(WORKING_DIRECTORY, path.startsWith("/") ? path : joined(now + "/" + path));
    }

    private static String joined(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..") && !names.isEmpty()) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
        }
        return "/" + String.join("/", names);
    }

    void addTrigger(String instruction) throws InvalidImageException {
        List<String> triggers = new ArrayList<>(values.list(ON_BUILD));
        triggers.add(instruction);
        values.putList(ON_BUILD, triggers);
    }

    void remove(String key) {
        values.json().remove(key);
        switch (key) {
            case CMD, ENTRYPOINT -> values.json().remove(ARGS_ESCAPED);
            case HEALTHCHECK -> healthcheckBefore = JsonNodeFactory.instance.objectNode();
            default -> {}
        }
    }
}
