// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.SimpleFileServer;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code install.sh}, with a release in a directory or behind a URL. */
class InstallIT {
    private static final String SMALL = "squash-9.9-linux-x64.tar.gz";

    @TempDir
    Path directory;

    private Path release;
    private Path prefix;
    private Path programs;

    @BeforeEach
    void release() throws IOException {
        Path archive = Release.archive();
        release = Files.createDirectory(directory.resolve("release"));
        Files.copy(archive, release.resolve(archive.getFileName()));
        Files.copy(Release.DIRECTORY.resolve("SHA256SUMS"), release.resolve("SHA256SUMS"));
        prefix = directory.resolve("a prefix");
        programs = Files.createDirectory(directory.resolve("programs"));
    }

    private Program install(String... arguments) {
        return Program.of(List.of(Release.DIRECTORY + "/install.sh", "--prefix", prefix.toString()), arguments)
                .environment("PATH", programs + ":" + System.getenv("PATH"))
                .environment("HOME", directory.toString())
                .environment("DOCKER_CONFIG", prefix + "/docker");
    }

    /** A program of the system that says something else than it does here. */
    private void program(String name, String output) throws IOException {
        script(programs.resolve(name), "echo '" + output + "'");
    }

    private static void script(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A release whose bundle is only a script. */
    private void smallRelease(String... lines) throws IOException {
        Path bundle = directory.resolve("small/squash-9.9");
        script(bundle.resolve("bin/squash"), lines);
        Files.createDirectories(bundle.resolve("app"));
        Files.writeString(bundle.resolve("app/squash.jar"), "");
        for (String share : List.of("man", "bash-completion", "zsh", "fish")) {
            Files.createDirectories(bundle.resolve("share").resolve(share));
        }
        Program.of("tar", "-czf", release + "/" + SMALL, "-C", bundle.getParent() + "", "squash-9.9")
                .output();
        Files.write(
                release.resolve("SHA256SUMS"),
                Program.of("sha256sum", SMALL).in(release).output());
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(prefix)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(prefix)) {
            return files.filter(file -> !Files.isDirectory(file)).toList();
        }
    }

    /** One line, exit code 1, and no trace of it. */
    private void assertRefused(Program program, String... parts) throws IOException {
        Outcome outcome = program.run();
        assertEquals(1, outcome.exitCode(), outcome.errors());
        assertEquals("", outcome.text());
        assertTrue(outcome.errors().matches("install\\.sh: [^\n]+\n"), outcome.errors());
        for (String part : parts) {
            assertTrue(outcome.errors().contains(part), outcome.errors());
        }
        assertFalse(Files.exists(prefix), () -> "left: " + prefix);
    }

    @Test
    void itInstallsFromADirectoryAndSaysWhatItDid() throws IOException {
        String output = new String(install(release.toString()).output());
        assertTrue(output.startsWith("installed squash "), output);
        assertTrue(
                output.contains("linked " + prefix + "/bin/squash, its manual pages and completions, and " + prefix
                        + "/docker/cli-plugins/docker-squash\n"),
                output);
        assertTrue(output.contains(prefix + "/bin is not on your PATH"), output);
        Program.of("env", "-i", prefix + "/bin/squash", "--version").output();
        assertTrue(Files.isReadable(prefix.resolve("share/man/man1/squash-diff.1")));
        assertTrue(Files.isReadable(prefix.resolve("share/bash-completion/completions/squash")));
    }

    @Test
    void itInstallsFromAUrl() throws IOException {
        Needs.program("curl", "curl");
        var server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Release.DIRECTORY,
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort();
            String pipe = "curl -fsS " + url + "/install.sh | sh -s -- --prefix '" + prefix + "' " + url;
            Program.of("sh", "-c", pipe).environment("HOME", prefix.toString()).output();
        } finally {
            server.stop(0);
        }
        Program.of("env", "-i", prefix + "/bin/squash", "--version").output();
    }

    @Test
    void aNewerOneTakesTheOldOnesPlace() throws IOException {
        install(release.toString()).output();
        smallRelease("echo squash 9.9");
        install(release.toString()).output();
        assertEquals(
                "squash 9.9\n", new String(Program.of(prefix + "/bin/squash").output()));
        assertFalse(Files.isSymbolicLink(prefix.resolve("share/man/man1/squash-diff.1")), "a link to nothing");
        assertEquals(1, FaultScene.names(prefix.resolve("lib")).size());
    }

    @Test
    void uninstallingLeavesNoFile() throws IOException {
        install(release.toString()).output();
        assertEquals(
                "removed " + prefix + "/lib/squash and the links to it\n",
                new String(install("--uninstall").output()));
        assertEquals(List.of(), files());
    }

    @Test
    void aWrongSumIsRefusedWithBothSums() throws IOException {
        smallRelease("echo squash 9.9");
        Files.writeString(release.resolve(SMALL), "x", StandardOpenOption.APPEND);
        assertRefused(install(release.toString()), SMALL + " is damaged: SHA-256 expected ", ", found ");
    }

    @Test
    void anUnknownMachineIsRefused() throws IOException {
        program("uname", "Plan9");
        assertRefused(install(release.toString()), "there is no bundle for Plan9", "from source");
    }

    @Test
    void aPlatformThatTheReleaseLacksIsRefused() throws IOException {
        script(programs.resolve("uname"), "[ $1 = -s ] && echo Darwin || echo arm64");
        assertRefused(install(release.toString()), "has no bundle for macos-arm64");
    }

    @Test
    void anOlderGlibcAndAnotherCLibraryAreRefused() throws IOException {
        program("getconf", "glibc 2.9");
        assertRefused(install(release.toString()), "glibc 2.17 or newer, and this system has glibc 2.9");
        script(programs.resolve("getconf"), "exit 1");
        assertRefused(install(release.toString()), "this system has another C library");
    }

    /** The number in the script is the newest that anything native in the bundle asks for. */
    @Test
    void theOldestGlibcIsWhatTheBundleNeeds() throws IOException {
        Path bundle = Release.unpack(Files.createDirectory(directory.resolve("unpacked")));
        for (Path jar : FaultScene.names(bundle.resolve("app/lib"))) {
            Program.of("unzip", "-qod", bundle + "/natives", jar.toString(), "*.so")
                    .run();
        }
        int newest = 0;
        try (Stream<Path> files = Files.walk(bundle)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (text.startsWith("\177ELF")) {
                    newest = Math.max(newest, newestGlibc(text));
                }
            }
        }
        String script = Files.readString(Release.DIRECTORY.resolve("install.sh"));
        assertTrue(script.contains("oldest_glibc=2." + newest + "\n"), "needs glibc 2." + newest);
    }

    private static int newestGlibc(String text) {
        return Pattern.compile("GLIBC_2\\.(\\d+)")
                .matcher(text)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
    }

    @Test
    void aBundleThatDoesNotRunIsRefused() throws IOException {
        smallRelease("echo 'libc.so.6: no version information' >&2; exit 1");
        assertRefused(install(release.toString()), "does not run here: libc.so.6: no version information");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsRefused() throws IOException {
        prefix = Path.of("/proc/squash");
        assertRefused(install(release.toString()), "cannot write to /proc/squash/lib; use --prefix");
    }

    @Test
    void aReleaseThatIsNotThereIsRefused() throws IOException {
        assertRefused(install(directory + "/nothing"), "cannot read " + directory + "/nothing/SHA256SUMS");
        assertRefused(install("http://localhost:1"), "cannot read http://localhost:1/SHA256SUMS");
    }

    @Test
    void whatIsThereAndIsNotSquashIsKept() throws IOException {
        script(prefix.resolve("bin/squash"), "echo mine");
        smallRelease("echo squash 9.9");
        Outcome outcome = install(release.toString()).run();
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.errors().contains("/bin/squash is there and is not this script's"), outcome.errors());
        assertEquals(List.of(prefix.resolve("bin/squash")), files());
    }

    @Test
    void aFullDiskIsRefusedAndKeepsWhatWasInstalled() throws IOException {
        Needs.root();
        Files.createDirectory(prefix);
        try (Tmpfs _ = Tmpfs.mount(prefix, "size=20m")) {
            smallRelease("echo squash 9.9");
            install(release.toString()).output();
            Files.copy(
                    Release.DIRECTORY.resolve("SHA256SUMS"),
                    release.resolve("SHA256SUMS"),
                    StandardCopyOption.REPLACE_EXISTING);
            Outcome outcome = install(release.toString()).run();
            assertTrue(
                    outcome.errors()
                            .matches("install\\.sh: [^\n]*No space left on device; use a --prefix with more room\n"),
                    outcome.errors());
            assertEquals(List.of(prefix.resolve("lib/squash")), FaultScene.names(prefix.resolve("lib")));
            assertEquals(
                    "squash 9.9\n",
                    new String(Program.of(prefix + "/bin/squash").output()));
        }
    }

    @Test
    void wrongUsageIsExitCodeTwo() throws IOException {
        for (String wrong : List.of("--prefixes", "--prefix")) {
            Outcome outcome = install(wrong).run();
            assertEquals(2, outcome.exitCode(), outcome.errors());
            assertTrue(outcome.errors().endsWith("see install.sh --help\n"), outcome.errors());
        }
    }
}
