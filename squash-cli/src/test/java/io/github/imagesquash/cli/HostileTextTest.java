// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Terminals;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every string that an image and the files beside it have steers terminals, and no command prints one as it is. */
class HostileTextTest {
    /** A window title, a C1 colour, directions, separators, no width, half a pair; within one line. */
    private static final String MARK =
            "\u001b]0;x\u0007\u009b31m\u007f\b\u202e\u2066\u2028\u2029\u200b\ufeff\u00ad\u3164\udb40\udc41";

    /** The same, and a line that nothing but a message of ours may begin. */
    private static final String LINES = MARK + "\nFORGED\rFORGED";

    private static final Terminals TERMINAL = new Terminals(false, true, false);

    @TempDir
    Path directory;

    private Path app;
    private Path base;
    private Path newBase;

    @BeforeEach
    void images() throws IOException {
        LayerBuilder lower = layer().file("lib" + LINES, "1").file("etc/os-release", "ID=\"" + MARK + "\"\n");
        base = archive(ArchiveDialect.DIR, image("base:1").layer(lower).config(HostileTextTest::spoilLess));
        newBase = archive(
                ArchiveDialect.DIR,
                image("base:2")
                        .layer(layer().symlink("app" + LINES, "t" + LINES))
                        .config(HostileTextTest::spoilMore));
        app = archive(ArchiveDialect.BUILDX_OCI, hostile());
    }

    private static ImageBuilder hostile() {
        LayerBuilder lower = layer().file("lib" + LINES, "1").file("etc/os-release", "ID=\"" + MARK + "\"\n");
        return image("app:1")
                .layer(lower)
                .layer(layer().dir("app" + LINES + "/")
                        .file("app" + LINES + "/f" + LINES, "x".repeat(5000))
                        .file("app" + LINES + "/again" + LINES, "x".repeat(5000))
                        .ownerNames("u" + MARK, "g" + MARK)
                        .symlink("app" + LINES + "/s" + LINES, "to" + LINES)
                        .hardLink("app" + LINES + "/h" + LINES, "app" + LINES + "/f" + LINES)
                        .file("root/.aws/credentials" + LINES, "aws_secret_access_key = " + "a".repeat(40))
                        .file("key" + LINES + ".pem", "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n")
                        .file("var/lib/dpkg/status", dpkg())
                        .file(
                                "srv/node_modules/p" + LINES + "/package.json",
                                "{\"name\":\"n\\u001b\",\"version\":\"\\n\"}")
                        .file("tmp" + LINES, "")
                        .xattr("user." + MARK, LINES)
                        .fifo("fifo" + LINES))
                .layer(layer().whiteout("app" + LINES + "/f" + LINES).whiteout("nothing" + LINES))
                .emptyStep("ENV PASSWORD" + LINES + "=hunter2secret ghp_" + "a".repeat(36))
                .platform("linux" + LINES, "amd64" + LINES)
                .annotation("a" + LINES, LINES)
                .annotation("org.opencontainers.image.base.name", LINES)
                .config(HostileTextTest::spoil);
    }

    private static String dpkg() {
        return "Package: p" + MARK + "\nStatus: install ok installed\nVersion: 1" + MARK + "\nArchitecture: a" + MARK
                + "\nInstalled-Size: 1\n";
    }

    private static void spoilLess(ObjectNode config) {
        config.put("os", "linux" + LINES).put("architecture", "amd64" + LINES);
        ((ObjectNode) config.get("config")).putObject("Labels").put("k" + LINES, "old" + LINES);
    }

    private static void spoilMore(ObjectNode config) {
        spoilLess(config);
        ((ObjectNode) config.get("config")).putObject("Labels").put("k" + LINES, "new" + LINES);
    }

    private static void spoil(ObjectNode config) {
        config.put("variant", LINES)
                .put("os.version", LINES)
                .put("author", LINES)
                .put("x" + LINES, LINES);
        ObjectNode run = (ObjectNode) config.get("config");
        run.put("User", LINES).put("WorkingDir", LINES).put("StopSignal", LINES).put("y" + LINES, LINES);
        run.putArray("Cmd").add(LINES);
        run.putArray("Entrypoint").add("/" + LINES);
        run.putArray("Env").add("A" + LINES + "=" + LINES).add("SECRET_TOKEN=ghp_" + "a".repeat(36) + LINES);
        run.putObject("Labels").put("k" + LINES, "mine" + LINES);
        run.putObject("Volumes").putObject("/v" + LINES);
        run.putObject("ExposedPorts").putObject("80" + LINES);
        config.get("history")
                .forEach(step -> ((ObjectNode) step)
                        .put("created_by", "RUN " + LINES)
                        .put("comment", LINES)
                        .put("author", LINES));
    }

    private Path archive(ArchiveDialect dialect, ImageBuilder image) throws IOException {
        return dialect.write(image, Files.createTempDirectory(directory, "in"));
    }

    private CliRun run(Cli cli, String... words) {
        return cli.withSquasher(Squasher.LIBRARY).run(words);
    }

    private void shows(int exitCode, String... words) {
        List<String> plain = new ArrayList<>();
        for (Cli cli : List.of(Cli.PLAIN, Cli.PLAIN.withTerminals(TERMINAL))) {
            CliRun run = run(cli, words);
            assertEquals(exitCode, run.exitCode(), run.err());
            String shown = (run.out() + run.err()).replaceAll("\u001b\\[[0-9;]*m", "");
            assertShown(shown);
            plain.add(shown);
        }
        assertTrue(plain.getFirst().contains("FORGED") || plain.getFirst().contains("x1b"), plain.getFirst());
    }

    private static void assertShown(String text) {
        text.lines().forEach(line -> assertFalse(line.strip().startsWith("FORGED"), () -> "forged line in:\n" + text));
        text.codePoints()
                .filter(c -> c != '\n' && !Printable.isShown(c))
                .findFirst()
                .ifPresent(c -> {
                    throw new AssertionError("U+" + Integer.toHexString(c) + " in:\n" + Printable.line(text));
                });
    }

    @Test
    void ofASquash() {
        String output = directory.resolve("out.tar").toString();
        shows(0, "--allow-larger", "--drop", "caches,docs,logs", "-o", output, app.toString());
        shows(0, "--dry-run", "--allow-larger", "--keep-base", base.toString(), "-o", output, app.toString());
        shows(0, "--dry-run", "--allow-larger", "--group-by", "package", "-o", output, app.toString());
        shows(0, "--dry-run", "--allow-larger", "--json", "-o", output, app.toString());
    }

    @Test
    void ofAnAnalysis() {
        String[] all = {"--drops", "--packages", "--slim", "--secrets", "--duplicates", app.toString()};
        shows(0, Stream.concat(Stream.of("analyze"), Stream.of(all)).toArray(String[]::new));
        shows(
                0,
                Stream.concat(Stream.of("analyze", "--json", "--entries"), Stream.of(all))
                        .toArray(String[]::new));
    }

    @Test
    void ofAPage() throws IOException {
        Path page = directory.resolve("page.html");
        CliRun run = run(Cli.PLAIN, "analyze", "--report", page.toString(), app.toString());
        assertEquals(0, run.exitCode(), run.err());
        assertShown(Files.readString(page));
    }

    @Test
    void ofAdvice() throws IOException {
        Path dockerfile = Files.writeString(
                directory.resolve("Dockerfile"),
                "FROM a" + MARK.replaceAll("[\\p{Cs}]", "") + "\n?" + "\u001b[1m\nRUN x\n");
        Path compose = Files.writeString(
                directory.resolve("compose.yaml"),
                "services:\n  \"a\\u202e\\e\\nFORGED\":\n    image: x\n    \"z\\e\": 1\n");
        shows(0, "advise", "--dockerfile", dockerfile.toString(), "--compose", compose.toString(), app.toString());
        shows(0, "advise", "--json", "--dockerfile", dockerfile.toString(), app.toString());
    }

    @Test
    void ofADifference() {
        shows(7, "diff", base.toString(), app.toString());
        shows(7, "diff", "--json", base.toString(), app.toString());
    }

    @Test
    void ofAChangeOfTheBase() {
        String[] words = {
            "rebase", "--old-base", base.toString(), "--new-base", newBase.toString(), "-o", "x.tar", app.toString()
        };
        shows(5, words);
        shows(5, Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
    }

    @Test
    void ofRules() throws IOException {
        Path rules = Files.writeString(directory.resolve("r\u202e"), "rule: x\u001b[1m\nnonsense\u2066: a\n");
        shows(2, "rules", "--rules", rules.toString());
        shows(2, "rules", "--explain", MARK);
        Path ignore = Files.writeString(directory.resolve("i\u202e"), "[" + "\u001b[1m\n");
        shows(2, "--exclude-from", ignore.toString(), "-o", "x.tar", app.toString());
    }

    static Stream<List<String>> wrongArguments() {
        return Stream.of(
                List.of(LINES),
                List.of("analyze", "docker://" + LINES),
                List.of("analyze", "oci:" + LINES),
                List.of("analyze", "--platform", LINES, "IMAGE"),
                List.of("analyze", "--image", LINES, "IMAGE"),
                List.of("analyze", "--temp-dir", LINES, "IMAGE"),
                List.of("analyze", "--report", "no/" + LINES, "IMAGE"),
                List.of("-t", LINES, "-o", "x.tar", "IMAGE"),
                List.of("-o", "no/" + LINES, "IMAGE"),
                List.of("--keep-base", LINES, "-o", "x.tar", "IMAGE"),
                List.of("--from-layer", LINES, "-o", "x.tar", "IMAGE"),
                List.of("--change", "NO " + LINES, "-o", "x.tar", "IMAGE"),
                List.of("--drop", LINES, "-o", "x.tar", "IMAGE"),
                List.of("--group-by", LINES, "-o", "x.tar", "IMAGE"),
                List.of("--fail-if", LINES, "-o", "x.tar", "IMAGE"),
                List.of("--" + LINES, "IMAGE"),
                List.of("IMAGE", LINES));
    }

    @ParameterizedTest
    @MethodSource("wrongArguments")
    void ofWrongArguments(List<String> words) {
        String[] given = words.stream()
                .map(word -> word.equals("IMAGE") ? app.toString() : word)
                .toArray(String[]::new);
        CliRun run = run(Cli.PLAIN, given);
        assertTrue(run.exitCode() > 0, run.out());
        assertShown(run.out() + run.err());
    }

    @ParameterizedTest
    @EnumSource(Spoilt.class)
    void ofAnArchiveThatIsRefused(Spoilt spoilt) throws IOException {
        Path archive = Files.write(directory.resolve("bad.tar"), spoilt.archive());
        CliRun run = run(Cli.PLAIN, "analyze", archive.toString());
        assertTrue(run.exitCode() > 0, run.out());
        assertShown(run.out() + run.err());
    }

    private enum Spoilt {
        TAG("[{\"Config\":\"c\",\"RepoTags\":[\"@\"],\"Layers\":[\"@\"]}]"),
        CONFIG("[{\"Config\":\"@\",\"RepoTags\":[],\"Layers\":[]}]"),
        KEY("[{\"@\":1}]"),
        NO_JSON("[{\u001b\u202e"),
        TYPE("[{\"Config\":[\"@\"],\"Layers\":{\"@\":\"@\"}}]"),
        LEADS_OUT("[{\"Config\":\"../@\",\"RepoTags\":[],\"Layers\":[]}]");

        private final String manifest;

        Spoilt(String manifest) {
            this.manifest = manifest;
        }

        byte[] archive() {
            String escaped = "\\u001b[1m\\u009b\\u202e\\u2066\\u2028\\u200b\\ud800\\nFORGED";
            return layer().file("c", "{\"rootfs\":{\"type\":\"" + escaped + "\",\"diff_ids\":[\"" + escaped + "\"]}}")
                    .file("x" + LINES, "")
                    .file("manifest.json", manifest.replace("@", escaped))
                    .toBytes();
        }
    }
}
