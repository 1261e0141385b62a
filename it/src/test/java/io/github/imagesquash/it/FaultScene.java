// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Where squash runs into a fault: an image, a directory for the output and one for temporary files, and what must be in
 * them afterwards. The launcher is started as a shell starts a command: as the leader of a process group, which heeds
 * signals.
 *
 * @param image an archive of 28 MB, of which 24 are left, with two plain layers and one that is compressed and spooled
 * @param output the output; nothing is in its directory
 * @param temporary for {@code --temp-dir}
 * @param javaTemporary for the JVM's own temporary files
 * @param javaOptions more options of the JVM
 */
record FaultScene(Path image, Path output, Path temporary, Path javaTemporary, String javaOptions) {
    /** Sets the scene in an empty directory. */
    static FaultScene in(Path directory) throws IOException {
        return in(directory, Archive.BYTES, "");
    }

    /** The same with an image of a few files, where it does not matter how much there is to write. */
    static FaultScene small(Path directory) throws IOException {
        byte[] image = ArchiveDialect.BUILDX_DOCKER
                .members(ImageBuilder.image("app:1")
                        .layer(layer().file("a", "A").file("b", "B"))
                        .layer(layer().whiteout("b"), Compression.GZIP))
                .toBytes();
        return in(directory, image, Launcher.FOR_SHORT_RUNS);
    }

    private static FaultScene in(Path directory, byte[] image, String javaOptions) throws IOException {
        Needs.program("setsid", "util-linux");
        return new FaultScene(
                Files.write(directory.resolve("old.tar"), image),
                Files.createDirectory(directory.resolve("out")).resolve("new.tar"),
                Files.createDirectory(directory.resolve("tmp")),
                Files.createDirectory(directory.resolve("java-tmp")),
                javaOptions);
    }

    /** The command, to squash the image to the output. */
    Program squash() {
        return squash(image.toString(), "-o", output.toString());
    }

    /** The command with arguments of its own, after {@code -q}, a compression and the place for temporary files. */
    Program squash(String... arguments) {
        return squashAs("none", arguments);
    }

    /** The same with another compression. With zstd nobody knows beforehand how much room the result needs. */
    Program squashAs(String compression, String... arguments) {
        List<String> command = List.of(
                "setsid",
                "env",
                "--default-signal=INT,TERM",
                Launcher.PATH,
                "-q",
                "-c",
                compression,
                "--temp-dir",
                temporary + "");
        return prepared(Program.of(command, arguments));
    }

    /** A shell's command line in which {@code "$@"} is the command. */
    Program shell(String line, String... arguments) {
        List<String> command = List.of(
                "bash",
                "-c",
                "set -o pipefail; " + line,
                "bash",
                Launcher.PATH,
                "-q",
                "-c",
                "none",
                "--temp-dir",
                temporary + "");
        return prepared(Program.of(command, arguments));
    }

    /** A terminal that shows the command; what is written to its input is typed. */
    Program terminal(String arguments) {
        // Who starts the tests in the background may have them ignore Ctrl-C.
        String command =
                "exec env --default-signal=INT " + Launcher.PATH + " --temp-dir " + temporary + " " + arguments;
        return prepared(Program.of("script", "--quiet", "--return", "--command", command, "/dev/null"));
    }

    private Program prepared(Program program) {
        return program.environment("SQUASH_JAVA_OPTS", "-Djava.io.tmpdir=" + javaTemporary + " " + javaOptions);
    }

    /** Waits until a run has begun its output; asserts that it does not end before. */
    void awaitBegunOutput(RunningProgram run) throws IOException {
        while (names(output.getParent()).stream()
                .noneMatch(file -> file.toString().endsWith(".tmp"))) {
            assertTrue(run.isRunning(), "ended before it began its output");
            LockSupport.parkNanos(100_000);
        }
    }

    /** What an undisturbed run writes; leaves nothing behind. */
    byte[] expected() throws IOException {
        squash().output();
        byte[] bytes = Files.readAllBytes(output);
        Files.delete(output);
        return bytes;
    }

    /** Asserts that a run failed with code 1 and one line, that nothing is left, and that the line has these parts. */
    void assertFailed(Outcome outcome, String... parts) throws IOException {
        assertEnded(outcome, 1, parts);
    }

    /** As {@link #assertFailed}, with another code. */
    void assertEnded(Outcome outcome, int exitCode, String... parts) throws IOException {
        assertEquals(exitCode, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.errors().matches("squash: [^\n]+\n"), outcome.errors());
        for (String part : parts) {
            assertTrue(outcome.errors().contains(part), () -> "\"" + part + "\" is not in: " + outcome.errors());
        }
        assertOnlyOutput();
    }

    /** Asserts that in all directories there are these files only. */
    void assertOnlyOutput(Path... files) throws IOException {
        assertEquals(List.of(files), names(output.getParent()));
        assertEquals(List.of(), names(temporary));
        assertEquals(List.of(), names(javaTemporary));
    }

    /** Asserts that a run succeeded, and that its output and nothing else is there. */
    void assertSucceeded(Outcome outcome, byte[] expected) throws IOException {
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertArrayEquals(expected, Files.readAllBytes(output));
        assertOnlyOutput(output);
    }

    static List<Path> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** The image's bytes, made once. */
    private static final class Archive {
        static final byte[] BYTES = ArchiveDialect.BUILDX_DOCKER
                .members(ImageBuilder.image("app:1")
                        .layer(layer().dir("d/").file("d/a", noise(1, 8)).file("d/b", noise(2, 4)))
                        .layer(layer().file("e", noise(3, 8)).whiteout("d/b"), Compression.GZIP)
                        .layer(layer().file("f", noise(4, 8))))
                .toBytes();

        private static byte[] noise(int seed, int megabytes) {
            byte[] bytes = new byte[megabytes << 20];
            new Random(seed).nextBytes(bytes);
            return bytes;
        }
    }
}
