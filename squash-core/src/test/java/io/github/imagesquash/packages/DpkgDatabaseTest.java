// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.packages.FoundPackages.in;

import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgDatabaseTest {
    private static final String INFO = "var/lib/dpkg/info/";
    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e  ";

    /** A root whose status has these paragraphs. */
    private static LayerBuilder debian(String... paragraphs) {
        return layer().file("var/lib/dpkg/status", String.join("\n\n", paragraphs) + "\n");
    }

    private static String installed(String name, String... fields) {
        return String.join(
                "\n",
                "Package: " + name,
                "Status: install ok installed",
                "Version: 1.0-2",
                "Architecture: amd64",
                String.join("\n", fields));
    }

    private static String list(String... paths) {
        return "/.\n" + String.join("\n", paths) + "\n";
    }

    @Test
    void packagesAreThoseOfTheStatusFile() throws IOException {
        in(debian(
                        installed("tar", "Installed-Size: 3152", "Description: archiver", " with two lines"),
                        installed("libc6", "Source: glibc (2.36-9)", "Multi-Arch: same")))
                .are("dpkg libc6 1.0-2 amd64", "dpkg tar 1.0-2 amd64")
                .hasSizes("tar", 3152 * 1024, 0)
                .hasSource("tar", "tar")
                .hasSource("libc6", "glibc")
                .warnsOfNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deinstall ok config-files", "unknown ok not-installed"})
    void whatIsNotInstalledIsNoPackage(String status) throws IOException {
        in(debian("Package: gone\nStatus: " + status + "\nVersion: 1", installed("tar")))
                .are("dpkg tar 1.0-2 amd64");
    }

    @Test
    void halfInstalledPackagesAreInstalled() throws IOException {
        in(debian("Package: half\nStatus: install reinstreq half-configured\nVersion: 1\nArchitecture: all"))
                .are("dpkg half 1 all");
    }

    @Test
    void aPackageOwnsTheFilesOfItsListButNoDirectories() throws IOException {
        in(debian(installed("tar"))
                        .file(INFO + "tar.list", list("/usr", "/usr/bin", "/usr/bin/tar", "/usr/bin/rmt", "/usr/gone"))
                        .file("usr/bin/tar", "0123456789")
                        .symlink("usr/bin/rmt", "../sbin/rmt")
                        .file("usr/bin/other", ""))
                .owns("tar", "/usr/bin/rmt listed", "/usr/bin/tar listed")
                .hasSizes("tar", 0, 10)
                .owner("/usr/bin/tar", "dpkg:tar@1.0-2")
                .owner("/usr/bin/other", "nobody")
                .owner("/usr/bin", "nobody");
    }

    @Test
    void filesWithChecksumsAndConfigurationFilesAreVerified() throws IOException {
        in(debian(installed("a", "Conffiles:", " /etc/a 0123456789abcdef0123456789abcdef", " /etc/b 01 obsolete"))
                        .file(INFO + "a.list", list("/etc/a", "/etc/b", "/usr/a", "/usr/link"))
                        .file(INFO + "a.md5sums", MD5 + "usr/a\n")
                        .file("etc/a", "")
                        .file("etc/b", "")
                        .file("usr/a", "")
                        .symlink("usr/link", "a"))
                .owns("a", "/etc/a configuration", "/etc/b configuration", "/usr/a checked", "/usr/link listed");
    }

    @Test
    void listsOfPackagesForSeveralArchitecturesHaveItInTheirNames() throws IOException {
        in(debian(
                                installed("libz", "Multi-Arch: same"),
                                installed("libz", "Multi-Arch: same").replace("amd64", "i386"),
                                installed("tool", "Multi-Arch: foreign"))
                        .file(INFO + "libz:amd64.list", list("/lib/64"))
                        .file(INFO + "libz:i386.list", list("/lib/32"))
                        .file(INFO + "tool.list", list("/bin/tool"))
                        .file("lib/64", "64")
                        .file("lib/32", "32")
                        .file("bin/tool", ""))
                .are("dpkg libz 1.0-2 amd64", "dpkg libz 1.0-2 i386", "dpkg tool 1.0-2 amd64")
                .owns("libz", "/lib/64 listed")
                .owns("tool", "/bin/tool listed");
    }

    @Test
    void pathsThroughTheLinksOfAMergedUsrAreWhereTheyLead() throws IOException {
        in(debian(installed("base-files"), installed("bash"))
                        .file(INFO + "base-files.list", list("/bin"))
                        .file(INFO + "bash.list", list("/bin", "/bin/bash"))
                        .symlink("bin", "usr/bin")
                        .file("usr/bin/bash", "bash"))
                .owns("bash", "/bin listed", "/usr/bin/bash listed")
                .owner("/bin", "dpkg:base-files@1.0-2")
                .owner("/usr/bin/bash", "dpkg:bash@1.0-2");
    }

    @Test
    void divertedFilesLieWhereTheyWereDivertedTo() throws IOException {
        in(debian(installed("dash"), installed("bash"))
                        .file(INFO + "dash.list", list("/bin/sh", "/bin/x"))
                        .file(INFO + "bash.list", list("/bin/sh"))
                        .file("var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\nbash\n/bin/x\n/bin/x.real\n:\n")
                        .file("bin/sh", "of bash")
                        .file("bin/sh.distrib", "of dash")
                        .file("bin/x", "of the administrator")
                        .file("bin/x.real", "of dash"))
                .owns("bash", "/bin/sh listed")
                .owns("dash", "/bin/sh.distrib listed", "/bin/x.real listed")
                .owner("/bin/x", "nobody");
    }

    @Test
    void distrolessImagesHaveAFileAndChecksumsForEachPackage() throws IOException {
        in(layer().file("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a\nArchitecture: all\n")
                        .file("var/lib/dpkg/status.d/tzdata.md5sums", MD5 + "./usr/zone\n")
                        .file("usr/zone", "UTC"))
                .are("dpkg tzdata 2024a all")
                .owns("tzdata", "/usr/zone checked")
                .hasSizes("tzdata", 0, 3);
    }

    @Test
    void hardLinksOfAPackageCountOnce() throws IOException {
        in(debian(installed("perl"))
                        .file(INFO + "perl.list", list("/bin/perl", "/bin/perl5"))
                        .file("bin/perl", "perl")
                        .hardLink("bin/perl5", "bin/perl"))
                .hasSizes("perl", 0, 4);
    }

    @Test
    void namesThatAreNoTextAreFound() throws IOException {
        in(debian(installed("odd"))
                        .file(INFO + "odd.list", "/caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1))
                        .file("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1), "latin"))
                .owns("odd", "/caf\\xe9 listed");
    }

    @Test
    void aRootFileSystemInsideTheImageHasItsOwnRoot() throws IOException {
        in(layer().file("srv/jail/var/lib/dpkg/status", installed("tar"))
                        .file("srv/jail/var/lib/dpkg/info/tar.list", list("/bin/tar"))
                        .file("srv/jail/bin/tar", "")
                        .file("bin/tar", ""))
                .owns("tar", "/srv/jail/bin/tar listed");
    }

    @Test
    void theLastLayersDatabaseCounts() throws IOException {
        in(debian(installed("old")), debian(installed("new"))).are("dpkg new 1.0-2 amd64");
    }

    @Test
    void anUnfinishedDiversionIsAWarning() throws IOException {
        in(debian(installed("tar")).file("var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\n"))
                .are()
                .warns(1, "/var/lib/dpkg/status");
    }

    @Test
    void linesThatSayNothingArePassedOver() throws IOException {
        in(debian("garbage", " more", ": x", "Package:", "\0\0", installed("tar")))
                .are("dpkg tar 1.0-2 amd64")
                .warnsOfNothing();
    }

    /** The list is sparse, so that its size costs nothing to claim. */
    @Test
    void aListThatIsTooLargeIsAWarningAndTheRestIsRead() throws IOException {
        in(debian(installed("huge"), installed("tar"))
                        .file("GNUSparseFile.0/huge.list", "1\n0\n3\n" + "\0".repeat(506) + "/a\n")
                        .pax("GNU.sparse.major", "1")
                        .pax("GNU.sparse.minor", "0")
                        .pax("GNU.sparse.name", INFO + "huge.list")
                        .pax("GNU.sparse.realsize", "3000000000")
                        .file(INFO + "tar.list", list("/bin/tar"))
                        .file("bin/tar", ""))
                .owns("huge")
                .owns("tar", "/bin/tar listed")
                .warns(1, "/" + INFO + "huge.list");
    }

    /** Two thousand packages share one list of half a MiB by hard links: a GiB to read. */
    @Test
    void allDatabasesTogetherAreBounded() throws IOException {
        String[] paragraphs = new String[2000];
        LayerBuilder links = layer().file(INFO + "p0.list", "/a/path/that/is/not/there\n".repeat(20_000));
        paragraphs[0] = installed("p0");
        for (int i = 1; i < paragraphs.length; i++) {
            paragraphs[i] = installed("p" + i);
            links.hardLink(INFO + "p" + i + ".list", INFO + "p0.list");
        }
        in(debian(paragraphs), links).warnsAtLeast(900);
    }
}
