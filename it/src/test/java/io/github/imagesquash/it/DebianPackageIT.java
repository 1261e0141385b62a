// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, installed by dpkg into a minimal Debian, which has no Java. */
class DebianPackageIT {
    @TempDir
    static Path root;

    @BeforeAll
    static void install() throws IOException {
        Needs.root();
        Needs.program("dpkg", "dpkg");
        Program.of("tar", "-xf", DebianImage.root().toString(), "-C", root.toString())
                .output();
        Files.copy(Release.file(".deb"), root.resolve("squash.deb"));
        assertEquals("", in("command -v java").text());
        assertEquals(0, in("dpkg --install squash.deb").exitCode());
    }

    /** Runs a line of shell in that Debian. */
    private static Outcome in(String line) throws IOException {
        return Program.of(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t proc proc \"$0/proc\" && exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot \"$0\" sh -c \"$1\"",
                        root.toString(),
                        line)
                .run();
    }

    private static Program dpkg(String... arguments) {
        return Program.of(List.of("dpkg", "--root=" + root), arguments);
    }

    @Test
    void itSquashesWithoutJavaAndUsesItsAotCache() throws IOException {
        Files.copy(Release.DEMO, root.resolve("old.tar"));
        Outcome outcome = in("SQUASH_JAVA_OPTS=-Xlog:class+load squash old.tar -t new -o new.tar");
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.text().contains("written to new.tar"), outcome.text());
        assertTrue(outcome.text().contains("source: shared objects file"), outcome.text());
        assertEquals(0, in("squash diff old.tar new.tar").exitCode());
    }

    @Test
    void dockerFindsItsPlugin() throws IOException {
        String metadata = Program.of(
                        root + "/usr/libexec/docker/cli-plugins/docker-squash", "docker-cli-plugin-metadata")
                .run()
                .text();
        assertTrue(metadata.startsWith("{\"SchemaVersion\":\"0.1.0\","), metadata);
    }

    @Test
    void everyFileIsAsThePackageSaysAndEveryLinkLeadsToOne() throws IOException {
        assertEquals("", dpkg("--verify", "squash").run().text());
        List<String> broken = dpkg("--listfiles", "squash")
                .run()
                .text()
                .lines()
                .filter(file -> !Files.exists(Path.of(root + file)))
                .toList();
        assertEquals(List.of(), broken);
    }

    @Test
    void itNeedsNothingButLibc() throws IOException {
        String depends = Program.of("dpkg-deb", "--field", Release.file(".deb").toString(), "Depends")
                .run()
                .text();
        assertEquals("libc6 (>= 2.17)\n", depends);
    }

    @Test
    void removingItLeavesNothing(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("var/lib/dpkg/info"));
        Files.createDirectories(other.resolve("var/lib/dpkg/updates"));
        Files.createFile(other.resolve("var/lib/dpkg/status"));
        List<String> dpkg = List.of("dpkg", "--root=" + other, "--force-depends");
        Program.of(dpkg, "--install", Release.file(".deb").toString()).output();
        Program.of(dpkg, "--purge", "squash").output();
        assertTrue(Files.notExists(other.resolve("usr")), "something is left in /usr");
    }
}
