// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle that users download, unpacked where they like. */
class ReleaseBundleIT {
    private static final long LARGEST = 45_000_000;

    @TempDir
    Path directory;

    private Path bundle;

    @BeforeEach
    void unpack() throws IOException {
        bundle = Release.unpack(Files.createDirectories(directory.resolve("at home/üben")));
    }

    /** Runs the launcher through a link of a link, with nothing in the environment. */
    private Program squash(String... arguments) throws IOException {
        Path link = directory.resolve("bin/squash");
        if (!Files.exists(link)) {
            Files.createDirectory(link.getParent());
            Files.createSymbolicLink(directory.resolve("current"), directory.relativize(bundle));
            Files.createSymbolicLink(link, Path.of("../current/bin/squash"));
        }
        return Program.of(List.of("env", "-i", link.toString()), arguments);
    }

    /** The same with options for the JVM. */
    private Program squashWith(String jvmOption, String... arguments) throws IOException {
        squash();
        return Program.of(List.of("env", "-i", "SQUASH_JAVA_OPTS=" + jvmOption, directory + "/bin/squash"), arguments);
    }

    @Test
    void itRunsWithoutJavaAndWritesWhatTheCheckoutDoes() throws IOException {
        String output = directory.resolve("new.tar").toString();
        squash("-q", Release.DEMO.toString(), "-o", output).output();
        byte[] expected = Program.of(List.of(Launcher.OF_CHECKOUT.toString()), "-q", Release.DEMO.toString(), "-o", "-")
                .output();
        assertArrayEquals(expected, Files.readAllBytes(Path.of(output)));
    }

    @Test
    void everyCompressionWorks() throws IOException {
        for (String compression : List.of("gzip", "zstd")) {
            String output = directory.resolve(compression).toString();
            squash("-q", "-c", compression, Release.DEMO.toString(), "-o", output)
                    .output();
            squash("diff", Release.DEMO.toString(), output).output();
        }
    }

    @Test
    void itUsesItsAotCacheWhereverItLies() throws IOException {
        String log = squashWith("-Xlog:class+load", "-q", Release.DEMO.toString(), "-o", directory + "/new.tar")
                .run()
                .text();
        assertTrue(count(log, "source: shared objects file") > 1500, log);
        assertTrue(count(log, "source: jrt:/") + count(log, "source: file:") < 20, log);
    }

    @Test
    void aCacheThatDoesNotFitIsPassedOverInSilence() throws IOException {
        Files.setLastModifiedTime(bundle.resolve("app/squash.jar"), FileTime.from(Instant.now()));
        Outcome outcome = squashWith("-Xlog:class+load", "--version").run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertEquals("", outcome.errors());
        assertEquals(0, count(outcome.text(), "source: shared objects file"));
        Files.delete(bundle.resolve("app/squash.aot"));
        assertTrue(squash("--version").run().text().startsWith("squash "));
    }

    /** They are meant for other programs, and the JVM would tell of them on standard error. */
    @Test
    void optionsForOtherJavaProgramsDoNotReachIt() throws IOException {
        Outcome outcome = Program.of(bundle + "/bin/squash", "--version")
                .environment("JAVA_TOOL_OPTIONS", "-Xmx1k")
                .environment("JDK_JAVA_OPTIONS", "-Xmx1k")
                .environment("_JAVA_OPTIONS", "-Xmx1k")
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertEquals("", outcome.errors());
    }

    @Test
    void itIsNoLargerThanItShouldBe() throws IOException {
        assertTrue(Files.size(Release.archive()) <= LARGEST, Files.size(Release.archive()) + " bytes");
    }

    @Test
    void twoBuildsGiveTheSameBytes() throws IOException {
        Path again = Files.createDirectory(directory.resolve("again"));
        Path dist = Release.DIRECTORY;
        Program.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-classpath",
                        dist.resolve("classes") + ":" + Files.readString(dist.resolve("classpath.txt")),
                        "io.github.imagesquash.dist.DistBuild",
                        again.toString(),
                        Release.version(),
                        Files.getLastModifiedTime(bundle.resolve("LICENSE")).toString(),
                        dist.resolve("../..").toString(),
                        dist.resolve("jars.txt").toString())
                .output();
        assertEquals(
                Files.readString(dist.resolve("SHA256SUMS")),
                Files.readString(again.resolve("SHA256SUMS")),
                () -> differing(again));
    }

    /** For the failure's message: which files are others. */
    private static String differing(Path again) {
        try {
            return Program.of("diff", "-rq", Release.DIRECTORY + "/bundle", again + "/bundle")
                    .run()
                    .text();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void theSbomHasEveryJarAsItIsInTheBundleAndTheRuntime() throws IOException, NoSuchAlgorithmException {
        JsonNode sbom = new ObjectMapper().readTree(Files.readAllBytes(bundle.resolve("sbom.cdx.json")));
        Set<String> listed = new TreeSet<>();
        List<String> names = new ArrayList<>();
        for (JsonNode component : sbom.get("components")) {
            names.add(component.get("name").asText());
            component
                    .path("hashes")
                    .forEach(hash -> listed.add(hash.get("content").asText()));
        }
        Set<String> present = new TreeSet<>();
        try (Stream<Path> files = Files.walk(bundle.resolve("app"))) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
                present.add(HexFormat.of().formatHex(digest));
            }
        }
        assertEquals(present, listed);
        assertTrue(names.contains("OpenJDK"), names.toString());
        assertTrue(sbom.path("serialNumber").isMissingNode());
    }

    @Test
    void manCanShowThePages() throws IOException {
        Needs.program("man", "man-db");
        Outcome page = Program.of("man", "--warnings", "--local-file", bundle + "/share/man/man1/squash-diff.1")
                .environment("LC_ALL", "C.UTF-8")
                .environment("MANWIDTH", "80")
                .run();
        assertEquals("", page.errors());
        assertTrue(page.text().contains("squash diff [OPTIONS] A B"), page.text());
    }

    @Test
    void bashCompletesCommandsAndOptions() throws IOException {
        String script = ". '" + bundle + "/share/bash-completion/completions/squash'; "
                + "COMP_WORDS=(squash an); COMP_CWORD=1; _complete_squash; echo \"${COMPREPLY[@]}\"; "
                + "COMP_WORDS=(squash diff --js); COMP_CWORD=2; _complete_squash; echo \"${COMPREPLY[@]}\"";
        assertEquals("analyze\n--json\n", Program.of("bash", "-c", script).run().text());
    }

    @Test
    void fishCompletesCommandsOptionsAndTheirWords() throws IOException {
        Needs.program("fish", "fish");
        String script = "source '" + bundle + "/share/fish/vendor_completions.d/squash.fish'; "
                + "complete -C 'squash an'; complete -C 'squash diff --js'; complete -C 'squash --format o'";
        List<String> words = Program.of("fish", "--no-config", "-c", script)
                .environment("HOME", directory.toString())
                .run()
                .text()
                .lines()
                .map(line -> line.split("\t")[0])
                .toList();
        assertEquals(List.of("analyze", "--json", "oci"), words);
    }

    @Test
    void zshReadsItsCompletion() throws IOException {
        Needs.program("zsh", "zsh");
        Path functions = bundle.resolve("share/zsh/site-functions");
        Outcome outcome = Program.of(
                        "zsh",
                        "-fc",
                        "fpath=($0 $fpath); autoload -Uz compinit; compinit -u -d $1; print $_comps[squash];"
                                + " autoload +X _squash",
                        functions.toString(),
                        directory.resolve("zcompdump").toString())
                .run();
        assertEquals("", outcome.errors());
        assertEquals("_squash\n", outcome.text());
    }

    private static long count(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).count();
    }
}
