// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.demo;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes an image of a few megabytes, as Docker 25 and newer save it, out of programs and libraries of this machine. Its
 * layers do what real ones do: install and remove, replace, change a mode, link. On Linux a container engine can run it.
 * One machine always writes the same bytes.
 */
public final class DemoImage {
    /** {@code cap_net_bind_service=ep} in the kernel's format of revision 2: bytes that are no text. */
    private static final byte[] MAY_BIND_LOW_PORTS = {
        1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    };

    private static final List<String> STEPS = List.of(
            "COPY rootfs / # buildkit",
            "RUN apt-get update && apt-get install application",
            "RUN rm -r /var/cache/apt /var/lib/apt/lists",
            "COPY app-2.0 /opt/app # buildkit",
            "RUN chmod 0711 /usr/bin/tar");

    private static final String START = """
            #!/bin/sh
            cat /etc/motd
            cd /opt/app && ls -R
            """;

    private DemoImage() {}

    /** Writes the archive to the path that is the only argument. */
    public static void main(String[] args) throws IOException {
        Path archive = Path.of(args[0]).toAbsolutePath().normalize();
        Files.createDirectories(archive.getParent());
        ArchiveDialect.DOCKER_25.members(make()).write(archive);
    }

    private static ImageBuilder make() {
        return image("demo:latest")
                .platform("linux", architecture())
                .layer(RootFileSystem.make())
                .layer(installation())
                .layer(layer().dir("var/cache/")
                        .whiteout("var/cache/apt")
                        .dir("var/lib/apt/")
                        .whiteout("var/lib/apt/lists"))
                .layer(update())
                .layer(program(layer(), "usr/bin/tar", "tar").mode(0711))
                .config(DemoImage::configure);
    }

    /** What a package manager leaves: the application, and what it downloaded for it. */
    private static LayerBuilder installation() {
        LayerBuilder layer = layer().dir("opt/app/").dir("opt/app/bin/");
        program(layer, "opt/app/bin/serve", "cat").xattr("security.capability", MAY_BIND_LOW_PORTS);
        layer.hardLink("opt/app/bin/serve-1.0", "opt/app/bin/serve");
        program(layer, "opt/app/bin/whoami", "id").mode(04755);
        layer.file("opt/app/start", START).mode(0755).dir("opt/app/pages/");
        for (int page = 1; page <= 40; page++) {
            layer.file("opt/app/pages/" + page + ".html", "<p>Page " + page + " of version 1.0\n");
        }
        layer.dir("var/").dir("var/lib/").dir("var/lib/apt/").dir("var/lib/apt/lists/");
        program(layer, "var/lib/apt/lists/packages", "tar").mode(0644);
        layer.dir("var/cache/").dir("var/cache/apt/").dir("var/cache/apt/archives/");
        return program(layer, "var/cache/apt/archives/application_1.0.deb", "sh")
                .mode(0644);
    }

    /** The application's next version: all pages are other ones, one file has new content, one is gone. */
    private static LayerBuilder update() {
        LayerBuilder layer = layer().dir("opt/app/").dir("opt/app/pages/").opaque("opt/app/pages");
        for (int page = 1; page <= 10; page++) {
            layer.file("opt/app/pages/" + page + ".html", "<p>Page " + page + " of version 2.0\n");
        }
        return layer.whiteout("opt/app/bin/serve-1.0")
                .hardLink("opt/app/pages/index.html", "opt/app/pages/1.html")
                .file("etc/motd", "A small root file system with an application.\n");
    }

    private static LayerBuilder program(LayerBuilder layer, String name, String program) {
        HostFile file = HostFile.read(RootFileSystem.program(program));
        return layer.file(name, file.content()).mode(file.mode()).mtime(file.modified());
    }

    private static void configure(ObjectNode config) {
        ((ObjectNode) config.get("config"))
                .put("WorkingDir", "/")
                .putArray("Env")
                .add("PATH=/usr/sbin:/usr/bin:/sbin:/bin");
        ((ObjectNode) config.get("config")).putArray("Cmd").add("/opt/app/start");
        ArrayNode history = (ArrayNode) config.get("history");
        for (int step = 0; step < STEPS.size(); step++) {
            ((ObjectNode) history.get(step)).put("created_by", STEPS.get(step));
        }
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case String other -> other;
        };
    }
}
