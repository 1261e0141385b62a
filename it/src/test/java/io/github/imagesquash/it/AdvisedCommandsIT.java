// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.it.AdviceScene.docker;
import static io.github.imagesquash.it.AdviceScene.onAlpine;
import static io.github.imagesquash.it.AdviceScene.size;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.advise.Remedy.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recommendations that are runs of squash, pasted into a shell as they are printed. */
class AdvisedCommandsIT {
    /** The kinds that are runs of squash; {@link AdvisedPullsIT} and {@link AdviceIT} have the others. */
    static final Set<Kind> KINDS =
            EnumSet.of(Kind.MERGE, Kind.MERGE_UPPER, Kind.DROP, Kind.SLIM, Kind.REMOVE_SECRETS, Kind.COMPRESS);

    private static final String PRIVATE_KEY =
            "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA7b".repeat(4) + "\n-----END RSA PRIVATE KEY-----\n";

    private static Engine engine;

    @TempDir
    static Path directory;

    @BeforeAll
    static void connect() {
        engine = Engine.connect();
        Needs.program("docker", "docker.io");
    }

    @AfterAll
    static void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    private static String wasteful = "";

    /** An image with lost content, a package that nothing needs, a cache, a manual, data of version control, and secrets in a file and in the environment. */
    private static String wasteful() throws IOException {
        if (wasteful.isEmpty()) {
            wasteful = onAlpine(
                            directory,
                            "RUN mkdir -p /var/cache/apt/archives /usr/share/man/man1"
                                    + " && head -c 3000000 /dev/urandom > /var/cache/apt/archives/a.deb"
                                    + " && head -c 200000 /dev/urandom > /usr/share/man/man1/x.1",
                            "RUN mkdir /big && head -c 5000000 /dev/urandom > /big/a",
                            "RUN rm /big/a",
                            "COPY app /app",
                            "ENV NPM_TOKEN=npm_" + "aB3dE6".repeat(6))
                    .file(
                            "root/lib/apk/db/installed",
                            "P:busybox\nV:1\nF:bin\nR:busybox\n\nP:unused\nV:1\nF:usr/lib\nR:unused\n\n")
                    .file("root/usr/lib/unused", "0".repeat(100_000))
                    .file("app/.git/pack", "0123456789".repeat(60_000))
                    .file("app/key's [1].pem", PRIVATE_KEY)
                    .file("app/main.js", "js")
                    .build();
        }
        return wasteful;
    }

    private static Optional<Advised> advised = Optional.empty();

    private static Advised advised() throws IOException {
        if (advised.isEmpty()) {
            advised = Optional.of(Advised.on(wasteful(), directory));
        }
        return advised.get();
    }

    @Test
    void eachKindIsAmongThem() throws IOException {
        for (Kind kind : KINDS) {
            assertEquals(kind != Kind.COMPRESS, advised().has(kind), kind.name());
        }
    }

    @Test
    void everyCommandSavesWhatItPromises() throws IOException {
        Set<String> done = new HashSet<>();
        for (JsonNode remedy : advised().withCommands().toList()) {
            String command = advised().line(remedy);
            if (done.add(command)) {
                Advised.paste(command, directory);
            }
            String result = Advised.target(remedy);
            long promised = remedy.path("savesBytes").asLong();
            long saved = size(wasteful()) - size(result);
            assertTrue(saved >= promised, command + " saved " + saved + " of " + promised);
            if (remedy.path("kind").asText().equals("remove-secrets")) {
                assertFalse(Advised.on(result, directory).has(Kind.REMOVE_SECRETS), command);
            }
        }
        assertTrue(done.size() >= 6, done::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-archive:", "oci-archive:", "oci:", "dir:", "docker://"})
    void theBestOfThemSaveItWhereverTheImageIs(String transport) throws IOException {
        Needs.program("skopeo", "skopeo");
        Path place = Files.createDirectory(directory.resolve(transport.replaceAll("\\W", "_")));
        try (RegistryServer registry = RegistryServer.open(Files.createDirectory(place.resolve("registry")))) {
            String image = transport
                    + switch (transport) {
                        case "docker://" -> registry.name("app:1");
                        case "dir:" -> "image";
                        default -> "image:app:1";
                    };
            Program.of("skopeo", "copy", "--dest-tls-verify=false", "docker-daemon:" + wasteful(), image)
                    .in(place)
                    .output();
            Advised advised = Advised.on(image, place);
            JsonNode together = advised.json().path("together").path(0);
            Advised.paste(advised.line(together), place);
            long saved = contentBytes(image, place) - contentBytes(Advised.target(together), place);
            assertTrue(saved >= together.path("savesBytes").asLong() && saved >= 8_000_000, together::toString);
        }
    }

    private static long contentBytes(String image, Path place) throws IOException {
        return new ObjectMapper()
                .readTree(Launcher.squash("analyze", "--json", image).in(place).output())
                .path("contentBytes")
                .asLong();
    }

    /** It is not recommended for images of an engine, which does not keep layers compressed. */
    @Test
    void anArchiveIsCompressed() throws IOException {
        assertFalse(advised().has(Kind.COMPRESS));
        Path archive = directory.resolve("it's an archive.tar");
        docker("save", "-o", archive.toString(), wasteful());
        Advised advised = Advised.on(archive.toString(), directory);
        assertEquals(0, advised.remedy(Kind.COMPRESS).path("savesBytes").asLong());
        Advised.paste(advised.line(advised.remedy(Kind.COMPRESS)), directory);
        assertTrue(Files.size(directory.resolve("it's an archive-zstd.tar")) < Files.size(archive));
    }

    /** What a terminal of 40 rows shows has the best actions with their bytes and commands. */
    @ParameterizedTest
    @ValueSource(strings = {"advise", "analyze"})
    void theFirstScreenHasTheBestActions(String command) throws IOException {
        List<String> rows = new String(Launcher.squash(command, wasteful()).output(), StandardCharsets.UTF_8)
                .lines()
                .limit(40)
                .toList();
        for (int best = 1; best <= 3; best++) {
            String number = " " + best + ". ";
            int row = rows.indexOf(rows.stream()
                    .filter(line -> line.startsWith(number) && line.matches(" .\\. [0-9.]+ (?:k|M)?B: .*"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(String.join("\n", rows))));
            assertTrue(rows.get(row + 1).startsWith("    squash "), () -> String.join("\n", rows));
        }
    }
}
