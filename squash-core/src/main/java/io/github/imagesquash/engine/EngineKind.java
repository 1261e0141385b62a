// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.oci.Reference;

/** The engines that keep images of their own. */
public enum EngineKind {
    /** Docker, and any engine with its API. */
    DOCKER("Docker", "docker", "docker-daemon:"),
    /** Podman, with the storage that it shares with Buildah and CRI-O. */
    PODMAN("Podman", "podman", "containers-storage:");

    private final String title;
    private final String command;
    private final String transport;

    EngineKind(String title, String command, String transport) {
        this.title = title;
        this.command = command;
        this.transport = transport;
    }

    /** The engine's name in a sentence. */
    public String title() {
        return title;
    }

    /** The client program, which also begins messages. */
    public String command() {
        return command;
    }

    /** The prefix of its images' names in containers-transports(5). */
    public String transport() {
        return transport;
    }

    /**
     * The full name of an image that is new to this engine: a name without a registry belongs to {@code docker.io} in
     * Docker and to {@code localhost} in Podman, as in {@code docker tag} and {@code podman tag}.
     *
     * @throws IllegalArgumentException saying which part is wrong
     */
    public Reference qualify(String name) {
        return switch (this) {
            case DOCKER -> Reference.parse(name);
            case PODMAN -> Reference.parse(namesRegistry(name) ? name : "localhost/" + name);
        };
    }

    private static boolean namesRegistry(String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }
}
