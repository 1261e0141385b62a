// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.DebianRoot.paragraph;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.DebianRoot;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an image when dpkg's package {@code b} is removed and {@code a} stays. */
class DpkgPurgeTest {
    @TempDir
    Path temporary;

    private static DebianRoot twoPackages() {
        return debian().installed("a").file("usr/bin/a", "A").installed("b").file("usr/bin/b", "BB");
    }

    /** The tree after the removal of {@code b}: paths of files and empty directories, links and contents, ascending. */
    private List<String> withoutB(LayerBuilder layer) throws IOException {
        return without(layer, "b");
    }

    private List<String> without(LayerBuilder layer, String name, String... files) throws IOException {
        return PurgedRoot.without(layer, name, temporary, files);
    }

    private static List<String> lines(String... lines) {
        return List.of(lines);
    }

    private static final String A_LIST = "/var/lib/dpkg/info/a.list=/.\n/usr\n/usr/bin\n/usr/bin/a\n";
    private static final String A_STATUS = "/var/lib/dpkg/status=" + paragraph("a");

    @Test
    void filesAndRecordsOfThePackageGo() throws IOException {
        LayerBuilder root = twoPackages()
                .layer()
                .file("var/lib/dpkg/info/b.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/bin/b\n")
                .file("var/lib/dpkg/info/b:amd64.postinst", "#!/bin/sh\n")
                .file("var/lib/dpkg/info/b2.list", "/.\n")
                .file("var/lib/dpkg/status-old", "")
                .file("usr/bin/own", "own");
        assertEquals(
                lines("/usr/bin/a=A", "/usr/bin/own=own", A_LIST, "/var/lib/dpkg/info/b2.list=/.\n", A_STATUS),
                withoutB(root));
    }

    @Test
    void singleFilesGoWithTheirLinesAndChecksums() throws IOException {
        LayerBuilder root = debian().installed("a")
                .file("usr/bin/a", "A")
                .file("usr/share/doc/a/README", "doc")
                .list("usr/share/doc/a/gone-before")
                .layer()
                .file(
                        "var/lib/dpkg/info/a.md5sums",
                        "7fc56270e7a70fa81a5935b72eacbe29  usr/bin/a\n"
                                + "9a0364b9e99bb480dd25e1f0284c8555  usr/share/doc/a/README\n");
        assertEquals(
                lines(
                        "/usr/bin/a=A",
                        "/var/lib/dpkg/info/a.list=/.\n/usr\n/usr/bin\n/usr/bin/a\n/usr/share/doc/a/gone-before\n",
                        "/var/lib/dpkg/info/a.md5sums=7fc56270e7a70fa81a5935b72eacbe29  usr/bin/a\n",
                        A_STATUS),
                without(root, "none", "usr/share/doc/a/README"));
    }

    /** The list has the name that the package gave it, which now belongs to another package. */
    @Test
    void divertedFilesStay() throws IOException {
        LayerBuilder root = debian().installed("a")
                .file("usr/bin/a", "other")
                .layer()
                .file("usr/bin/a.distrib", "A")
                .file("var/lib/dpkg/diversions", "/usr/bin/a\n/usr/bin/a.distrib\nb\n");
        assertTrue(without(root, "none", "usr/bin/a.distrib").contains("/usr/bin/a.distrib=A"));
    }

    @Test
    void paragraphsThatStayKeepTheirBytes() throws IOException {
        LayerBuilder root = debian().layer()
                .file(
                        "var/lib/dpkg/status",
                        "Package: b\nArchitecture: amd64\nStatus: install ok installed\nVersion: 1\n\n"
                                + "Package:   c\nStatus: deinstall ok config-files\nX-Odd:\n  é\n .\n\n\n"
                                + "package: d\nArchitecture: amd64\nVersion: 2");
        assertEquals(
                lines("/var/lib/dpkg/status=Package:   c\nStatus: deinstall ok config-files\nX-Odd:\n  Ã©\n .\n\n\n"
                        + "package: d\nArchitecture: amd64\nVersion: 2"),
                withoutB(root));
    }

    @Test
    void directoriesThatOnlyThePackageHasGoWithIt() throws IOException {
        LayerBuilder root = debian().installed("a")
                .file("usr/bin/a", "A")
                .list("usr/share/both")
                .installed("b")
                .file("usr/share/b/deep/file", "")
                .file("usr/share/both/file", "")
                .file("usr/share/mixed/file", "")
                .layer()
                .dir("usr/share/own/")
                .file("usr/share/mixed/own", "");
        assertEquals(
                lines(
                        "/usr/bin/a=A",
                        "/usr/share/both/",
                        "/usr/share/mixed/own=",
                        "/usr/share/own/",
                        "/var/lib/dpkg/info/a.list=/.\n/usr\n/usr/bin\n/usr/bin/a\n/usr/share\n/usr/share/both\n",
                        A_STATUS),
                withoutB(root));
    }

    @Test
    void aFileThatAnotherPackageListsTooStays() throws IOException {
        List<String> left = withoutB(debian().installed("a")
                .file("usr/bin/a", "A")
                .installed("b")
                .list("usr/bin/a")
                .layer());
        assertEquals(lines("/usr/bin/a=A", A_LIST, A_STATUS), left);
    }

    @Test
    void compiledModulesGoWithTheirSources() throws IOException {
        LayerBuilder root = twoPackages()
                .file("usr/lib/python3/b.py", "")
                .layer()
                .file("usr/lib/python3/__pycache__/b.cpython-311.pyc", "")
                .file("usr/lib/python3/__pycache__/b2.cpython-311.pyc", "");
        assertEquals(
                lines("/usr/bin/a=A", "/usr/lib/python3/__pycache__/b2.cpython-311.pyc=", A_LIST, A_STATUS),
                withoutB(root));
    }

    private static LayerBuilder alternatives(LayerBuilder layer, String chosen) {
        return layer.file(
                        "var/lib/dpkg/alternatives/x",
                        "manual\n/usr/bin/x\nx.1\n/usr/man/x.1\n\n/usr/bin/a\n10\n\n/usr/bin/b\n20\n/usr/man/b.1\n\n")
                .symlink("usr/bin/x", "/etc/alternatives/x")
                .symlink("etc/alternatives/x", "/usr/bin/" + chosen)
                .symlink("usr/man/x.1", "/etc/alternatives/x.1")
                .symlink("etc/alternatives/x.1", "/usr/man/b.1");
    }

    @Test
    void anAlternativeThatIsGoneIsReplacedByTheBestOfTheOthers() throws IOException {
        LayerBuilder root = alternatives(twoPackages().file("usr/man/b.1", "").layer(), "b");
        assertEquals(
                lines(
                        "/etc/alternatives/x -> /usr/bin/a",
                        "/usr/bin/a=A",
                        "/usr/bin/x -> /etc/alternatives/x",
                        "/var/lib/dpkg/alternatives/x=auto\n/usr/bin/x\nx.1\n/usr/man/x.1\n\n/usr/bin/a\n10\n\n\n",
                        A_LIST,
                        A_STATUS),
                withoutB(root));
    }

    @Test
    void aGroupOfAlternativesWithoutOthersGoes() throws IOException {
        LayerBuilder root = twoPackages()
                .layer()
                .file("var/lib/dpkg/alternatives/x", "auto\n/usr/bin/x\n\n/usr/bin/b\n20\n\n")
                .symlink("usr/bin/x", "/etc/alternatives/x")
                .symlink("etc/alternatives/x", "/usr/bin/b");
        assertEquals(
                lines("/etc/alternatives/", "/usr/bin/a=A", "/var/lib/dpkg/alternatives/", A_LIST, A_STATUS),
                withoutB(root));
    }

    @Test
    void aDivertedFileGetsItsNameAgain() throws IOException {
        LayerBuilder root = debian().installed("a")
                .list("usr/bin/tool")
                .installed("b")
                .file("usr/bin/tool", "B")
                .layer()
                .file("usr/bin/tool.orig", "A")
                .file(
                        "var/lib/dpkg/diversions",
                        "/usr/bin/tool\n/usr/bin/tool.orig\nb\n/usr/bin/x\n/usr/bin/x.dist\n:\n");
        assertEquals(
                lines(
                        "/usr/bin/tool=A",
                        "/var/lib/dpkg/diversions=/usr/bin/x\n/usr/bin/x.dist\n:\n",
                        "/var/lib/dpkg/info/a.list=/.\n/usr\n/usr/bin\n/usr/bin/tool\n",
                        A_STATUS),
                withoutB(root));
    }

    @Test
    void servicesTriggersAndAptForgetThePackage() throws IOException {
        LayerBuilder root = twoPackages()
                .file("usr/lib/systemd/system/b.service", "")
                .layer()
                .symlink("etc/systemd/system/multi.wants/b.service", "/usr/lib/systemd/system/b.service")
                .symlink("etc/systemd/system/masked.service", "/dev/null")
                .file("var/lib/systemd/deb-systemd-helper-enabled/b.service.dsh-also", "")
                .file("var/lib/dpkg/triggers/File", "/usr/x a\n/usr/y b:amd64/noawait\n")
                .file("var/lib/dpkg/triggers/reload", "b/noawait\n")
                .file("var/lib/apt/extended_states", "Package: b\nArchitecture: amd64\nAuto-Installed: 1\n\n");
        assertEquals(
                lines(
                        "/etc/systemd/system/masked.service -> /dev/null",
                        "/usr/bin/a=A",
                        "/var/lib/apt/extended_states=",
                        A_LIST,
                        A_STATUS,
                        "/var/lib/dpkg/triggers/File=/usr/x a\n"),
                withoutB(root));
    }

    @Test
    void aDamagedGroupOfAlternativesStaysAsItIs() throws IOException {
        LayerBuilder root =
                twoPackages().layer().file("var/lib/dpkg/alternatives/x", "auto\n/usr/bin/x\n\n/usr/bin/b\nmuch\n");
        assertEquals(
                lines(
                        "/usr/bin/a=A",
                        "/var/lib/dpkg/alternatives/x=auto\n/usr/bin/x\n\n/usr/bin/b\nmuch\n",
                        A_LIST,
                        A_STATUS),
                withoutB(root));
    }
}
