// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.it.AdviceScene.docker;
import static io.github.imagesquash.it.AdviceScene.onAlpine;
import static io.github.imagesquash.it.AdviceScene.size;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.advise.Remedy.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each recommendation is carried out as it is printed, with a real engine, and saves at least what it promises. */
class AdviceIT {
    private static final Pattern NUMBERS = Pattern.compile("line (\\d+)(?: to| below) line (\\d+)");
    private static final String DEBIAN_10 = "ID=debian\nVERSION_ID=10\nPRETTY_NAME=\"Debian 10\"\n";

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

    /** A kind of recommendation without a case does not compile. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void isCarriedOut(Kind kind) throws IOException {
        switch (kind) {
            case MERGE, MERGE_UPPER, DROP, SLIM, REMOVE_SECRETS, COMPRESS ->
                assertTrue(AdvisedCommandsIT.KINDS.contains(kind), "carried out there");
            case CHUNKED, ON_PREVIOUS -> assertTrue(AdvisedPullsIT.KINDS.contains(kind), "carried out there");
            case MOUNT_SECRETS -> mountsSecrets();
            case JOIN_RUNS -> joinsRuns();
            case NO_RECOMMENDS -> installsNothingThatIsOnlyRecommended();
            case BUILD_STAGE -> buildsInStageOfItsOwn();
            case SMALLER_BASE -> buildsOnSmallerBase();
            case NEWER_BASE -> buildsOnNewerBase();
            case COPY_LATER -> copiesLater();
            case IGNORE -> ignores();
            case USER -> runsAsUser();
            case MEMORY_LIMIT -> limitsMemory();
        }
    }

    /** What a RUN has in its history no run of squash can take out of it. */
    private static void mountsSecrets() throws IOException {
        String token = "npm_" + "aB3dE6".repeat(6);
        AdviceScene scene = onAlpine(directory, "RUN echo " + token + " > /tmp/token && rm /tmp/token");
        JsonNode first = scene.advised(scene.build()).json().path("actions").path(0);
        assertEquals("mount-secrets", first.path("kind").asText());
        scene.lines().set(2, "RUN --mount=type=secret,id=token cat /run/secrets/token > /dev/null");
        scene.file("token", token);
        String image = scene.buildWithPodman("--secret", "id=token,src=token");
        assertFalse(scene.advised("containers-storage:" + image).has(Kind.MOUNT_SECRETS));
        Program.of("podman", "rmi", image).output();
    }

    private static void joinsRuns() throws IOException {
        AdviceScene scene = onAlpine(
                directory,
                "RUN mkdir /lists && head -c 3000000 /dev/urandom > /lists/a",
                "LABEL name=\"two  spaces\"",
                "RUN cd /lists; cat a | head -c 1000 > /installed || exit 1",
                "RUN rm -r /lists",
                "RUN echo end > /end");
        String before = scene.build();
        Advised advised = scene.advised(before);
        long promised = advised.remedy(Kind.JOIN_RUNS).path("savesBytes").asLong();
        Matcher numbers = numbers(advised, Kind.JOIN_RUNS);
        int from = Integer.parseInt(numbers.group(1)) - 1;
        List<String> replaced = scene.lines().subList(from, Integer.parseInt(numbers.group(2)));
        replaced.removeIf(line -> line.startsWith("RUN "));
        replaced.addAll(advised.lines(Kind.JOIN_RUNS));
        String after = scene.build();
        assertTrue(promised >= 3_000_000 && size(before) - size(after) >= promised);
        assertEquals("end\ninstalled\n", text(after, "cat /end; ls / | grep installed; ls / | grep lists"));
    }

    private static Matcher numbers(Advised advised, Kind kind) {
        Matcher numbers = NUMBERS.matcher(advised.remedy(kind).path("text").asText());
        assertTrue(numbers.find());
        return numbers;
    }

    private static String text(String image, String commands) throws IOException {
        return engine.run(image, "sh", "-c", commands).text();
    }

    private static void installsNothingThatIsOnlyRecommended() throws IOException {
        AdviceScene scene = onAlpine(directory, "RUN apt-get update && apt-get install -y curl")
                .program("apt-get", """
                        case "$*" in
                        *--no-install-recommends*curl*) echo curl > /curl ;;
                        *curl*) echo curl > /curl; head -c 2000000 /dev/urandom > /recommended ;;
                        esac
                        """);
        String before = scene.build();
        Advised advised = scene.advised(before);
        long most = advised.finding(Kind.NO_RECOMMENDS).path("bytes").asLong();
        assertEquals(0, advised.remedy(Kind.NO_RECOMMENDS).path("savesBytes").asLong());
        scene.lines().set(2, advised.lines(Kind.NO_RECOMMENDS).getFirst());
        long saved = size(before) - size(scene.build());
        assertTrue(saved > 0 && saved <= most, saved + " of " + most);
    }

    /** The remedy has no figure, as that depends on the program; this is an instance of it. */
    private static void buildsInStageOfItsOwn() throws IOException {
        AdviceScene scene = onAlpine(directory, "RUN gcc > /result")
                .file("root/lib/apk/db/installed", "P:gcc\nV:1\nF:bin\nR:gcc\nF:usr/lib\nR:cc1\n\n")
                .file("root/usr/lib/cc1", "0".repeat(2_000_000))
                .program("gcc", "echo program");
        String before = scene.build();
        long most =
                scene.advised(before).finding(Kind.BUILD_STAGE).path("bytes").asLong();
        scene.lines().set(0, "FROM scratch AS build");
        scene.lines()
                .addAll(List.of(
                        "FROM scratch", "COPY --from=build /bin/busybox /bin/cat", "COPY --from=build /result /"));
        String after = scene.build();
        assertEquals("program\n", engine.run(after, "/bin/cat", "/result").text());
        assertTrue(most >= 2_000_000 && size(before) - size(after) >= 2_000_000);
    }

    private static void buildsOnSmallerBase() throws IOException {
        String small = onAlpine(directory).build();
        String large = new AdviceScene(directory, DEBIAN_10)
                .file("root/usr/lib/large", "0".repeat(20_000_000))
                .build();
        AdviceScene scene = onAlpine(directory, "RUN echo a > /a");
        scene.lines().subList(0, 2).clear();
        scene.lines().addFirst("FROM " + large);
        String before = scene.build();
        Advised advised = scene.advised(before);
        assertTrue(advised.remedy(Kind.SMALLER_BASE).path("text").asText().startsWith("line 1: FROM " + large));
        long most = advised.finding(Kind.SMALLER_BASE).path("bytes").asLong();
        scene.lines().set(0, "FROM " + small);
        long saved = size(before) - size(scene.build());
        assertTrue(saved > 0 && saved <= most, saved + " of " + most);
    }

    /** A release without updates, then the same name built anew in the registry, which only {@code --pull} sees. */
    private static void buildsOnNewerBase() throws IOException {
        try (RegistryServer registry =
                RegistryServer.open(Files.createDirectory(directory.resolve("registry of bases")))) {
            String base = registry.name("base:1");
            push(new AdviceScene(directory, DEBIAN_10).build(), base);
            AdviceScene scene = onAlpine(directory, "RUN echo a > /a");
            scene.lines().subList(0, 2).clear();
            scene.lines().addFirst("FROM " + base);
            Advised old = scene.advised(scene.build(), "--as-of", "2026-01-31");
            assertTrue(old.remedy(Kind.NEWER_BASE).path("text").asText().startsWith("line 1: FROM " + base));
            String newer = onAlpine(directory).build();
            docker("tag", newer, base);
            docker("push", "-q", base);
            docker("rmi", base);
            String after = scene.build("--pull");
            assertFalse(scene.advised(after, "--as-of", "2026-01-31").has(Kind.NEWER_BASE));
            docker("rmi", base);
        }
    }

    private static void push(String image, String name) throws IOException {
        docker("tag", image, name);
        docker("push", "-q", name);
    }

    /** An installation that is not cached makes other bytes. */
    private static void copiesLater() throws IOException {
        AdviceScene scene = onAlpine(directory, "WORKDIR /app", "COPY app ./", "COPY . .", "RUN npm ci")
                .file("package.json", "{}")
                .file("package-lock.json", "{}")
                .file("app/main.js", "1")
                .program("npm", "cat package-lock.json > /dev/null && head -c 1000 /dev/urandom > /installed");
        scene.lines().remove(3);
        Advised advised = scene.advised(scene.build());
        Matcher numbers = numbers(advised, Kind.COPY_LATER);
        int copy = Integer.parseInt(numbers.group(1)) - 1;
        String moved = scene.lines().get(copy);
        scene.lines().add(Integer.parseInt(numbers.group(2)), moved);
        scene.lines().set(copy, advised.lines(Kind.COPY_LATER).getFirst());
        String first = scene.build();
        String second = scene.file("app/main.js", "2").build();
        assertEquals(text(first, "cat /installed"), text(second, "cat /installed"));
        assertNotEquals(text(first, "cat app/main.js"), text(second, "cat app/main.js"));
    }

    private static void ignores() throws IOException {
        AdviceScene scene = onAlpine(directory, "COPY . /opt/tests/app")
                .file("lib/.git/pack", "0".repeat(1_000_000))
                .file(".git/pack", "0".repeat(1_000_000))
                .file("lib/a", "a");
        String before = scene.build();
        Advised advised = scene.advised(before);
        long promised = advised.remedy(Kind.IGNORE).path("savesBytes").asLong();
        scene.file(".dockerignore", String.join("\n", advised.lines(Kind.IGNORE)));
        String after = scene.build();
        assertTrue(promised >= 2_000_000 && size(before) - size(after) >= promised - 100);
        assertEquals("a", text(after, "cat /opt/tests/app/lib/a"));
    }

    private static void runsAsUser() throws IOException {
        AdviceScene scene = onAlpine(directory);
        scene.lines().addAll(scene.advised(scene.build()).lines(Kind.USER));
        String after = scene.build();
        assertEquals("65532\n", text(after, "id -u"));
        assertFalse(scene.advised(after).has(Kind.USER));
    }

    private static void limitsMemory() throws IOException {
        AdviceScene scene = onAlpine(directory);
        String image = scene.build();
        String compose = scene.context().resolve("compose.yaml").toString();
        scene.file("compose.yaml", "services:\n  app:\n    image: app:1\n");
        Advised advised = scene.advised(image, "--compose", compose);
        String line = advised.lines(Kind.MEMORY_LIMIT).getFirst();
        scene.file("compose.yaml", "services:\n  app:\n    image: app:1\n    " + line + "\n");
        assertFalse(scene.advised(image, "--compose", compose).has(Kind.MEMORY_LIMIT));
    }
}
