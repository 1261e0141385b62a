// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A Dockerfile and its context, built in the engine on the static BusyBox of this machine. */
final class AdviceScene {
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");

    /** The first lines, which make the layer with the shell and os-release. */
    static final List<String> BASE = List.of("FROM scratch", "COPY root /");

    /** Two classes of tests may make some at the same time. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path context;
    private final List<String> lines = new ArrayList<>(BASE);

    /** One with this os-release in its lowest layer. */
    AdviceScene(Path directory, String osRelease, String... dockerfile) throws IOException {
        context = directory.resolve("context" + NUMBER.incrementAndGet());
        lines.addAll(List.of(dockerfile));
        Path bin = Files.createDirectories(context.resolve("root/bin"));
        Files.copy(Needs.file(BUSYBOX, "it is in the Debian package busybox-static"), bin.resolve("busybox"));
        for (String name : List.of("sh", "cat", "echo", "grep", "head", "id", "ls", "mkdir", "rm")) {
            Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
        }
        file("root/etc/os-release", osRelease);
        Files.createDirectories(context.resolve("root/tmp"));
    }

    /** One on a distribution about which there is nothing to say. */
    static AdviceScene onAlpine(Path directory, String... dockerfile) throws IOException {
        return new AdviceScene(directory, "ID=alpine\nVERSION_ID=3.99\n", dockerfile);
    }

    List<String> lines() {
        return lines;
    }

    Path context() {
        return context;
    }

    /** Writes a file of the context. */
    AdviceScene file(String path, String content) throws IOException {
        Path file = context.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** Puts a shell script into the lowest layer. */
    AdviceScene program(String name, String script) throws IOException {
        file("root/bin/" + name, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(
                context.resolve("root/bin").resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    /** {@code docker build} under a new name. */
    String build(String... options) throws IOException {
        List<String> arguments = arguments(options);
        Outcome outcome = ClassicBuild.run(context, arguments);
        assertEquals(0, outcome.exitCode(), () -> arguments + ": " + outcome.errors());
        return arguments.get(1);
    }

    /** {@code podman build}, which mounts secrets. */
    String buildWithPodman(String... options) throws IOException {
        Needs.program("podman", "podman");
        List<String> arguments = arguments(options);
        Program.of(List.of("podman", "build", "--network", "none", "-q"), arguments.toArray(String[]::new))
                .in(context)
                .output();
        return arguments.get(1);
    }

    /** Writes the Dockerfile; the second argument is the new name. */
    private List<String> arguments(String... options) throws IOException {
        Files.write(context.resolve("Dockerfile"), lines);
        List<String> all = new ArrayList<>(List.of("-t", Engine.imageName("advice-" + NUMBER.incrementAndGet())));
        all.addAll(List.of(options));
        all.add(".");
        return all;
    }

    /** What squash advises for the image that was built last from the file as it is. */
    Advised advised(String image, String... options) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("--dockerfile", context.resolve("Dockerfile").toString()));
        all.addAll(List.of(options));
        return Advised.on(image, context, all.toArray(String[]::new));
    }

    /** The size that {@code docker images} shows, in bytes. */
    static long size(String image) throws IOException {
        return Long.parseLong(docker("image", "inspect", "--format", "{{.Size}}", image));
    }

    static String docker(String... arguments) throws IOException {
        return new String(Program.of(List.of("docker"), arguments).output(), StandardCharsets.UTF_8).strip();
    }
}
