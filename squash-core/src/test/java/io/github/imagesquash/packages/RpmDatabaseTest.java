// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.packages.FoundPackages.in;
import static io.github.imagesquash.packages.RpmFiles.headers;
import static io.github.imagesquash.packages.RpmFiles.lines;
import static io.github.imagesquash.packages.RpmFiles.ndb;
import static io.github.imagesquash.packages.RpmHeaderBytes.CONFIG;
import static io.github.imagesquash.packages.RpmHeaderBytes.GHOST;
import static io.github.imagesquash.packages.RpmHeaderBytes.rpm;

import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpmDatabaseTest {
    private static final String NDB = "usr/lib/sysimage/rpm/Packages.db";
    private static final int MANY = 300;

    @TempDir
    Path directory;

    private static LayerBuilder suse(RpmHeaderBytes... headers) {
        return layer().file(
                        NDB,
                        ndb(Arrays.stream(headers).map(RpmHeaderBytes::toBytes).toList()));
    }

    @Test
    void aHeaderTellsThePackageAndItsFiles() throws IOException {
        in(suse(rpm("tar", "1.34", "6.el9")
                                .number(1003, 2)
                                .text(1022, "x86_64")
                                .text(1044, "tar-tools-1.34-6.el9.src.rpm")
                                .number(1009, 3155968)
                                .file("/bin/", "tar", 0)
                                .file("/etc/", "tar.conf", CONFIG)
                                .file("/var/", "tar.log", GHOST)
                                .file("/usr/", "bin", 0)
                                .file("/usr/share/doc/tar/", "NEWS", 2))
                        .symlink("bin", "usr/bin")
                        .file("usr/bin/tar", "12345")
                        .file("etc/tar.conf", "")
                        .file("var/tar.log", ""))
                .are("rpm tar 2:1.34-6.el9 x86_64")
                .owns("tar", "/etc/tar.conf configuration", "/usr/bin/tar checked", "/var/tar.log listed")
                .hasSizes("tar", 3155968, 5)
                .hasSource("tar", "tar-tools")
                .warnsOfNothing();
    }

    @Test
    void packagesOfMoreThanFourGibibytesHaveALongerSize() throws IOException {
        in(suse(rpm("texlive", "1", "1").large(5009, 5L << 30))).hasSizes("texlive", 5L << 30, 0);
    }

    @Test
    void aPackageWithoutASourceHasItsOwnName() throws IOException {
        in(suse(rpm("gpg-pubkey", "fd431d51", "4ae0493b").text(1044, "(none)")))
                .are("rpm gpg-pubkey fd431d51-4ae0493b")
                .hasSource("gpg-pubkey", "gpg-pubkey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/"})
    void theDatabaseHasThreePlaces(String place) throws IOException {
        in(layer().file(
                                place + "Packages.db",
                                ndb(List.of(
                                        rpm("a", "1", "1").file("/usr/", "a", 0).toBytes())))
                        .file("usr/a", ""))
                .owns("a", "/usr/a checked");
    }

    @Test
    void allHeadersOfAnNdbFileAreRead() throws IOException {
        in(layer().file(NDB, ndb(headers(MANY)))).are(lines(MANY)).warnsOfNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pragma page_size = 512;\n",
                "pragma page_size = 65536;\n",
                ".filectrl reserve_bytes 32\nvacuum;\n"
            })
    void allHeadersOfAnSqliteFileAreRead(String settings) throws Exception {
        byte[] database = Files.readAllBytes(RpmFiles.sqlite(directory, settings, headers(MANY)));
        in(layer().file("var/lib/rpm/rpmdb.sqlite", database)).are(lines(MANY)).warnsOfNothing();
    }

    @Test
    void whatIsInTheLogOfAnSqliteFileCounts() throws Exception {
        Path database = RpmFiles.sqlite(
                directory, "pragma journal_mode = wal;\n.dbconfig no_ckpt_on_close on\n", headers(MANY));
        byte[] log = Files.readAllBytes(directory.resolve("rpmdb.sqlite-wal"));
        LayerBuilder layer = layer().file("var/lib/rpm/rpmdb.sqlite", Files.readAllBytes(database));
        in(layer.file("var/lib/rpm/rpmdb.sqlite-wal", log)).are(lines(MANY)).warnsOfNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db_pagesize=512\n", "db_pagesize=65536\n", "db_lorder=4321\n"})
    void allHeadersOfABerkeleyHashAreRead(String settings) throws Exception {
        byte[] database = RpmFiles.berkeley(directory, settings, headers(MANY));
        in(layer().file("var/lib/rpm/Packages", database)).are(lines(MANY)).warnsOfNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpmdb.sqlite", "Packages.db", "Packages"})
    void whatIsNoDatabaseIsAWarning(String name) throws IOException {
        in(layer().file("var/lib/rpm/" + name, "no database")).are().warns(1, "/var/lib/rpm/" + name);
        in(layer().file("var/lib/rpm/" + name, "\0".repeat(100_000))).are().warns(1, "/var/lib/rpm/" + name);
    }

    @Test
    void headersThatContradictThemselvesAreWarnings() throws IOException {
        List<RpmHeaderBytes> wrong = List.of(
                rpm("a", "1", "1").entry(1117, 8, 1, new byte[] {'a', 0}),
                rpm("a", "1", "1").entry(1117, 8, 2, new byte[] {'a', 0}),
                rpm("a", "1", "1").entry(1117, 8, -1, new byte[] {'a', 0}),
                rpm("a", "1", "1").entry(1009, 4, 1 << 30, new byte[4]),
                rpm("a", "1", "1").entry(1009, 6, 1, new byte[4]),
                rpm("a", "1", "1").text(1022, "x").entry(1022, 6, 1, new byte[0]));
        for (RpmHeaderBytes header : wrong) {
            in(suse(header)).are().warns(1, "/" + NDB);
        }
    }

    /** Bytes are changed at random in many ways; whatever comes of it, nothing but packages and warnings may. */
    @ParameterizedTest
    @ValueSource(strings = {"rpmdb.sqlite", "Packages.db", "Packages"})
    void damagedFilesThrowNothing(String name) throws Exception {
        List<byte[]> headers = headers(30);
        byte[] sound = switch (name) {
            case "rpmdb.sqlite" -> Files.readAllBytes(RpmFiles.sqlite(directory, "", headers));
            case "Packages" -> RpmFiles.berkeley(directory, "", headers);
            default -> ndb(headers);
        };
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = Arrays.copyOf(sound, i % 3 == 0 ? random.nextInt(sound.length) : sound.length);
            for (int j = 0; j < 1 + i && damaged.length > 0; j++) {
                int at = random.nextInt(i % 2 == 0 ? damaged.length : Math.min(damaged.length, 8192));
                damaged[at] = (byte) random.nextInt(256);
            }
            in(layer().file("var/lib/rpm/" + name, damaged));
        }
    }
}
