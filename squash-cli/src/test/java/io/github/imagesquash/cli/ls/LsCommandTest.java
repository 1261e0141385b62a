// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.ls;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.fixture.ArchiveDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code squash ls} with the real library, on a small archive. */
class LsCommandTest {
    private static final String STATUS = """
        Package: bash
        Status: install ok installed
        Version: 5.2
        Architecture: amd64

        """;

    @TempDir
    Path directory;

    private Path archive;

    @BeforeEach
    void archive() throws IOException {
        archive = ArchiveDialect.DOCKER_25.write(
                image("app:1")
                        .layer(layer().dir("usr/")
                                .dir("usr/bin/")
                                .file("usr/bin/bash", "12345")
                                .hardLink("usr/bin/sh", "usr/bin/bash")
                                .mode(04755)
                                .symlink("bin", "usr/bin")
                                .file("old", "old")
                                .dir("var/")
                                .dir("var/lib/")
                                .dir("var/lib/dpkg/")
                                .file("var/lib/dpkg/status", STATUS)
                                .dir("var/lib/dpkg/info/")
                                .file("var/lib/dpkg/info/bash.list", "/.\n/usr/bin/bash\n"))
                        .layer(layer().whiteout("old")
                                .dir("new/")
                                .mode(01777)
                                .owner(1000, 4294967294L)
                                .file("new/\u001b[31mred", "")
                                .file("new/late", "")
                                .mtime(1L << 40)
                                .blockDevice("new/disk", 8, 16)),
                directory);
    }

    private CliRun ls(String... arguments) {
        return Cli.PLAIN.run(Stream.concat(Stream.of("ls", archive.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void namesAreThoseThatAContainerSees() {
        assertEquals("bin\nnew\nusr\nvar\n", ls().out());
        assertEquals("bash\nsh\n", ls("/bin").out());
        assertEquals("bash\nsh\n", ls("usr/bin/").out());
    }

    @Test
    void aFileIsListedByItsWholePath() {
        assertEquals("/usr/bin/bash\n", ls("/bin/bash").out());
    }

    @Test
    void everythingBelowIsListedByWholePaths() {
        assertEquals("/usr/bin\n/usr/bin/bash\n/usr/bin/sh\n", ls("-R", "/usr").out());
    }

    @Test
    void theLongFormIsThatOfLsWithLayerAndPackage() {
        assertEquals("""
            -rwsr-xr-x 2 0 0 5 2001-09-09 01:46 #1 dpkg:bash@5.2 bash
            -rwsr-xr-x 2 0 0 5 2001-09-09 01:46 #1 -             sh
            """, ls("-l", "/usr/bin").out());
    }

    @Test
    void theLongFormDoesNotFollowALinkWithoutASlash() {
        assertEquals(
                "lrwxrwxrwx 1 0 0 0 2001-09-09 01:46 #1 - /bin -> usr/bin\n",
                ls("-l", "/bin").out());
        assertEquals(2, ls("-l", "/bin/").out().lines().count());
    }

    @Test
    void devicesTimesAndHostileNamesAreShownHarmless() {
        assertEquals("""
            -rw-r--r-- 1 0 0    0 2001-09-09 01:46 #2 - \\x1b[31mred
            brw-r--r-- 1 0 0 8,16 2001-09-09 01:46 #2 - disk
            -rw-r--r-- 1 0 0    0   @1099511627776 #2 - late
            """, ls("-l", "/new").out());
    }

    @Test
    void ownersAndSpecialBitsAreShown() {
        assertEquals("""
            lrwxrwxrwx 1    0          0 0 2001-09-09 01:46 #1 - bin -> usr/bin
            drwxrwxrwt 1 1000 4294967294 0 2001-09-09 01:46 #2 - new
            drwxr-xr-x 1    0          0 0 2001-09-09 01:46 #1 - usr
            drwxr-xr-x 1    0          0 0 2001-09-09 01:46 #1 - var
            """, ls("-l").out());
    }

    @Test
    void jsonHasLayerAndPackage() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ls("--json", "/bin").out());
        assertEquals("/usr/bin", json.get("path").asText());
        JsonNode bash = json.at("/files/0");
        assertEquals("/usr/bin/bash", bash.get("path").asText());
        assertEquals("4755", bash.get("mode").asText());
        assertEquals(2, bash.get("links").asInt());
        assertEquals("2001-09-09T01:46:40Z", bash.get("modified").asText());
        assertEquals(1, bash.get("layer").asInt());
        assertEquals("dpkg", bash.at("/package/ecosystem").asText());
        assertEquals("bash", bash.at("/package/name").asText());
        assertFalse(json.at("/files/1").has("package"));
    }

    @Test
    void jsonHasLinksAndDevices() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ls("--json", "-R").out());
        assertEquals("usr/bin", json.at("/files/0/target").asText());
        assertEquals("8,16", json.at("/files/3/device").asText());
        assertEquals("/new/\\x1b[31mred", json.at("/files/2/path").asText());
    }

    @Test
    void aPathThatIsMissingIsNamedWithTheNearest() {
        assertEquals(
                "squash: " + archive + ": /usr/bni does not exist; did you mean /usr/bin?",
                ls("/usr/bni").refusal(1));
        assertEquals("squash: " + archive + ": /old does not exist", ls("/old").refusal(1));
    }

    @Test
    void tooManyPathsAreWrongUsage() {
        assertEquals(
                "squash: one IMAGE and at most one PATH are expected, found also '/b'",
                ls("/a", "/b").refusal(2));
    }
}
