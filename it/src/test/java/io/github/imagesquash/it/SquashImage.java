// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The image of squash in the engine, under a name of the test's. */
final class SquashImage implements AutoCloseable {
    private final Engine engine;
    private final String name;

    private SquashImage(Engine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    /** Its archive. */
    static Path archive() throws IOException {
        if (!Release.has("-image.tar")) {
            throw Needs.missing("no image of squash: apt-get install busybox-static ca-certificates, then mvn package");
        }
        return Release.file("-image.tar");
    }

    /** Loads it as users do. An image of squash that the engine had before keeps its name. */
    static SquashImage load() throws IOException {
        Path archive = archive();
        Engine engine = Engine.connect();
        Needs.program("docker", "docker.io");
        String released = "squash:" + Release.version();
        Outcome before =
                docker("image", "inspect", "--format", "{{.Id}}", released).run();
        String loaded = text(docker("load", "--input", archive.toString()));
        if (!loaded.endsWith("Loaded image: " + released + "\n")) {
            throw new AssertionError("loaded: " + loaded);
        }
        String name = Engine.imageName("squash");
        docker("tag", released, name).output();
        if (before.exitCode() == 0) {
            docker("tag", before.text().strip(), released).output();
        } else {
            docker("rmi", released).output();
        }
        return new SquashImage(engine, name);
    }

    private static Program docker(String... arguments) {
        return Program.of(List.of("docker"), arguments);
    }

    private static String text(Program program) throws IOException {
        return new String(program.output());
    }

    /** A part of what {@code docker image inspect} says, as a template of Go. */
    String inspect(String template) throws IOException {
        return text(docker("image", "inspect", "--format", template, name)).strip();
    }

    Engine engine() {
        return engine;
    }

    /** {@code docker run --rm} with options of docker, then arguments of squash. */
    Program run(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm"));
        command.addAll(options);
        command.add(name);
        return Program.of(command, arguments);
    }

    @Override
    public void close() {
        engine.close();
    }
}
