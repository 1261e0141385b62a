// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first forty lines of {@code analyze} and {@code advise} say what to do, for images of different kinds. */
class FirstScreenTest {
    private static final int ROWS = 40;
    private static final Pattern ACTION = Pattern.compile(" \\d\\. (?:\\d[\\d.]* [kMG]?B: )?.+");

    @TempDir
    Path directory;

    /** An image, and what has to be among its best actions. */
    enum Kind {
        DEBIAN_WITH_CACHES(
                image("app:1")
                        .layer(debian().file("var/cache/apt/archives/x_2_all.deb", "d".repeat(300_000)))
                        .layer(layer().file("usr/share/doc/x/changelog.gz", "c".repeat(90_000))
                                .file("usr/share/locale/de/LC_MESSAGES/x.mo", "m".repeat(80_000))),
                List.of("--drop caches", "--drop docs", "--drop locales")),
        NODE_BUILT_IN_ONE_STAGE(
                image("app:1")
                        .layer(debian())
                        .layer(layer().file("root/.npm/_cacache/content-v2/sha512/0a/1b/2c", "n".repeat(400_000))
                                .file("app/node_modules/x/index.js", "x".repeat(9_000)))
                        .layer(layer().file("app/node_modules/x/index.js", "y".repeat(9_000))),
                List.of("--drop caches", "merged")),
        PYTHON_WITH_BYTECODE(
                image("app:1")
                        .layer(debian())
                        .layer(layer().file("root/.cache/pip/http/a/b", "p".repeat(200_000))
                                .file(
                                        "usr/lib/python3/dist-packages/x/__pycache__/a.cpython-311.pyc",
                                        "b".repeat(50_000)))
                        .layer(layer().whiteout("root/.cache/pip/http/a/b")),
                List.of("merged")),
        SECRET_LEFT_BEHIND(
                image("app:1")
                        .layer(debian().file("home/app/.ssh/id_rsa", key()))
                        .layer(layer().file("big", "b".repeat(100_000)))
                        .layer(layer().whiteout("big")),
                List.of("--exclude /home/app/.ssh/id_rsa", "merged")),
        MANY_OVERWRITES(
                image("app:1")
                        .layer(layer().file("opt/app.jar", "1".repeat(500_000)))
                        .layer(layer().file("opt/app.jar", "2".repeat(500_000)))
                        .layer(layer().file("opt/app.jar", "3".repeat(500_000))),
                List.of("merged"));

        private final ImageBuilder image;
        private final List<String> actions;

        Kind(ImageBuilder image, List<String> actions) {
            this.image = image;
            this.actions = actions;
        }

        private static LayerBuilder debian() {
            return layer().file("etc/os-release", "ID=debian\nVERSION_ID=12\nPRETTY_NAME=\"Debian 12\"\n")
                    .file("bin/sh", "s".repeat(10_000));
        }

        private static String key() {
            return "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA7b".repeat(4)
                    + "\n-----END RSA PRIVATE KEY-----\n";
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatToDo(Kind kind) throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(kind.image, directory);
        for (String command : List.of("analyze", "advise")) {
            CliRun run = Cli.PLAIN.run(command, archive.toString());
            assertEquals(0, run.exitCode(), run.err());
            List<String> screen = run.out().lines().limit(ROWS).toList();
            String shown = String.join("\n", screen);
            kind.actions.forEach(action -> assertTrue(shown.contains(action), action + "\n" + shown));
            long actions = screen.stream().filter(ACTION.asMatchPredicate()).count();
            assertTrue(actions >= Math.min(3, kind.actions.size()), shown);
            assertTrue(screen.stream().anyMatch(line -> line.startsWith("    squash ")), shown);
        }
    }
}
