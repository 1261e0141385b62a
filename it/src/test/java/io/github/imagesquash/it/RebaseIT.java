// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that {@code docker build} made on one base, put on the next, is what {@code docker build} makes on that. */
class RebaseIT {
    private static final String V1 = Engine.imageName("rebase-v1");
    private static final String V2 = Engine.imageName("rebase-v2");
    private static final String OLD = Engine.imageName("rebase-old");
    private static final String BUILT = Engine.imageName("rebase-built");
    private static final String REBASED = Engine.imageName("rebase-new");

    /** What says how the classic builder worked, and not what the image is. */
    private static final String OF_THE_BUILD =
            "/created,/container,/container_config,/config/Image,/config/Hostname,/docker_version";

    private static final String BASE = """
            FROM scratch
            COPY files/ /
            ENV PATH=/bin VERSION=%1$d BASE=1
            LABEL base=%1$d
            STOPSIGNAL SIGTERM
            CMD ["/bin/v%1$d"]
            """;

    private static final String APP = """
            FROM %s
            COPY files/ /
            ENV PATH=/opt/bin:$PATH APP=1
            LABEL app=1
            EXPOSE 80/tcp
            VOLUME /data
            USER 1000
            ENTRYPOINT ["/opt/bin/app"]
            """;

    @TempDir
    Path directory;

    private void file(String context, String name, String content) throws IOException {
        Path file = directory.resolve(context).resolve("files").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Directories of a context would have the time of the test. */
    private void settle(String context) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(context).resolve("files"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
            }
        }
    }

    private void build(String context, String dockerfile, String name) throws IOException {
        settle(context);
        Files.writeString(directory.resolve(context).resolve("Dockerfile"), dockerfile);
        Outcome outcome = ClassicBuild.run(directory, List.of("--no-cache", "-t", name, context));
        assertEquals(0, outcome.exitCode(), outcome.errors());
    }

    private static List<String> layers(String image) throws IOException {
        return Program.of(
                        "docker", "image", "inspect", "--format", "{{range .RootFS.Layers}}{{println .}}{{end}}", image)
                .run()
                .text()
                .strip()
                .lines()
                .toList();
    }

    private void bases() throws IOException {
        file("v1", "bin/v1", "1");
        file("v1", "etc/release", "1");
        file("v1", "etc/issue", "base");
        file("v2", "bin/v2", "2");
        file("v2", "etc/release", "2");
        file("v2", "etc/issue", "base");
        file("v2", "lib/more", "M");
        build("v1", BASE.formatted(1), V1);
        build("v2", BASE.formatted(2), V2);
    }

    @Test
    void equalsABuildOnTheNewBase() throws IOException {
        Needs.program("docker", "docker.io");
        try (Engine engine = Engine.connect()) {
            bases();
            file("app", "opt/bin/app", "A");
            file("app", "etc/app.conf", "C");
            build("app", APP.formatted(V1), OLD);
            build("app", APP.formatted(V2), BUILT);
            Outcome outcome = Launcher.squash("rebase", "--old-base", V1, "--new-base", V2, "-t", REBASED, OLD)
                    .run();
            assertEquals(0, outcome.exitCode(), outcome.errors());
            Outcome difference = Launcher.squash("diff", "--ignore", OF_THE_BUILD, BUILT, REBASED)
                    .run();
            assertEquals(0, difference.exitCode(), difference.text() + difference.errors());
            engine.list(BUILT).assertSame(engine.list(REBASED));
            List<String> expected = new ArrayList<>(layers(V2));
            expected.addAll(layers(OLD).subList(layers(V1).size(), layers(OLD).size()));
            assertEquals(expected, layers(REBASED));
        }
    }

    @Test
    void anOverwrittenFileOfTheBaseIsRefused() throws IOException {
        Needs.program("docker", "docker.io");
        try (Engine _ = Engine.connect()) {
            bases();
            file("app", "etc/release", "app");
            file("app", "etc/issue", "app");
            build("app", APP.formatted(V1), OLD);
            Outcome outcome = Launcher.squash("rebase", "--old-base", V1, "--new-base", V2, "-t", REBASED, OLD)
                    .run();
            assertEquals(5, outcome.exitCode(), outcome.errors());
            assertTrue(outcome.errors().contains("/etc/release: layer 2 overwrites it"), outcome.errors());
            assertFalse(outcome.errors().contains("/etc/issue"), outcome.errors());
        }
    }
}
