// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The image of squash, made by squash: the bundle's command merges a layer of files from Debian packages and a layer with the
 * bundle.
 */
final class ContainerImage {
    /** The user ID that distroless images use for {@code nonroot}. */
    private static final int USER = 65532;

    /** The home of every user, also of those that {@code /etc/passwd} lacks: squash reads {@code .docker/config.json} there. */
    private static final String HOME = "/home/squash";

    private static final List<String> ENVIRONMENT = List.of(
            "PATH=/usr/local/bin:/usr/bin:/bin",
            "HOME=" + HOME,
            "LANG=C.UTF-8",
            "SSL_CERT_FILE=" + DebianFiles.CERTIFICATES);

    private static final ObjectMapper JSON = new ObjectMapper();

    private ContainerImage() {}

    /** Writes it. If a Debian package is not installed, prints which and returns empty. */
    static Optional<Path> write(Path bundle, BuildInputs inputs) throws IOException {
        Path output = inputs.target().resolve(fileName(inputs));
        Files.deleteIfExists(output);
        Path work = FileTree.empty(inputs.target().resolve("image"));
        DebianFiles debian = new DebianFiles(work.resolve("log"));
        List<String> missing = debian.missing();
        if (!missing.isEmpty()) {
            System.err.println("SKIPPED: no image of squash: these Debian packages are not installed: "
                    + String.join(", ", missing));
            return Optional.empty();
        }
        Path system = Files.createDirectory(work.resolve("system"));
        debian.copy(system);
        addUser(system);
        Path application = Files.createDirectory(work.resolve("application"));
        SystemTree.addBundle(bundle, application);
        Path layout = work.resolve("layout");
        ImageLayout.write(layout, List.of(system, application), config(inputs), annotations(inputs), inputs.time());
        squash(bundle, layout, inputs, output);
        return Optional.of(output);
    }

    private static String fileName(BuildInputs inputs) {
        String machine = Platform.ofBuild().machine();
        return "squash-" + inputs.version() + (machine.equals("x64") ? "" : "-" + machine) + "-image.tar";
    }

    private static void addUser(Path system) throws IOException {
        Files.writeString(system.resolve("etc/passwd"), """
                root:x:0:0:root:/root:/bin/sh
                squash:x:%1$d:%1$d:squash:%2$s:/bin/sh
                """.formatted(USER, HOME));
        Files.writeString(system.resolve("etc/group"), """
                root:x:0:
                squash:x:%d:
                """.formatted(USER));
        Files.createDirectories(system.resolve(HOME.substring(1)));
        Files.createDirectory(system.resolve("work"));
        FileTree.createTemporary(system.resolve("tmp"));
    }

    private static ObjectNode config(BuildInputs inputs) {
        ObjectNode config = JSON.createObjectNode();
        config.put("User", USER + ":" + USER).put("WorkingDir", "/work");
        config.putPOJO("Env", ENVIRONMENT).putPOJO("Entrypoint", List.of("squash"));
        config.putPOJO("Labels", annotations(inputs));
        return config;
    }

    private static Map<String, String> annotations(BuildInputs inputs) {
        return new TreeMap<>(Map.of(
                "org.opencontainers.image.title",
                "squash",
                "org.opencontainers.image.description",
                "squash " + Packaging.SUMMARY,
                "org.opencontainers.image.version",
                inputs.version(),
                "org.opencontainers.image.created",
                inputs.time().toString(),
                "org.opencontainers.image.licenses",
                Packaging.LICENCE,
                "org.opencontainers.image.url",
                Packaging.HOMEPAGE,
                "org.opencontainers.image.source",
                Packaging.HOMEPAGE));
    }

    /** Uses gzip, because Docker before version 23 does not read zstd. */
    private static void squash(Path bundle, Path layout, BuildInputs inputs, Path output) throws IOException {
        new Tool(layout, Map.of("PATH", "/usr/bin:/bin"))
                .run(
                        List.of(
                                bundle.resolve("bin/squash").toString(),
                                "--quiet",
                                "--compression=gzip",
                                "--level=9",
                                "--tag=squash:" + inputs.version(),
                                "--output=" + output,
                                "oci:" + layout),
                        0,
                        layout.resolveSibling("log"));
    }
}
