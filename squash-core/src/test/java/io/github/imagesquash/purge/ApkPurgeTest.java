// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squashSlim;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.slim.SlimOptions;
import io.github.imagesquash.slim.SlimOptions.Unit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of an image of Alpine when packages that nothing needs are removed. */
class ApkPurgeTest {
    private static final String APP = """
            C:Q1app=
            P:app
            V:1-r0
            A:x86_64
            D:so:libx.so.1>=1 !other cmd:sh
            F:usr
            F:usr/bin
            R:app
            a:0:0:755

            """;
    private static final String LIB = """
            C:Q1lib=
            P:lib
            V:1-r0
            A:x86_64
            p:so:libx.so.1=1.2
            F:usr
            F:usr/lib
            R:libx.so.1

            """;
    private static final String GIT = """
            C:Q1git=
            P:git
            V:1-r0
            A:x86_64
            D:so:libx.so.1
            F:usr
            F:usr/bin
            R:git
            F:usr/share/git
            R:hook

            """;
    private static final String BUSYBOX = """
            C:Q1busybox=
            P:busybox
            V:1-r0
            A:x86_64
            p:cmd:sh=1-r0
            F:bin
            R:busybox

            """;
    private static final SlimOptions OPTIONS =
            new SlimOptions(Unit.PACKAGES, List.of("app"), List.of(), List.of(), List.of(), false);

    private static LayerBuilder alpine() {
        return layer().file("bin/busybox", "B")
                .file("usr/bin/app", "A")
                .file("usr/bin/git", "G")
                .file("usr/lib/libx.so.1", "L")
                .file("usr/share/git/hook", "H")
                .file("lib/apk/db/installed", APP + GIT + LIB + BUSYBOX)
                .file("lib/apk/db/triggers", "Q1busybox= /bin /usr/bin\nQ1git= /usr/share\n")
                .file("etc/apk/world", "busybox\ngit>1\n");
    }

    @Test
    void whatThePackagesHadAndWhatApkKnowsOfThemGoes() {
        List<String> lines = squashSlim(OPTIONS, alpine()).lines().stream()
                .filter(line -> !line.contains("/ mtime"))
                .toList();
        assertEquals(
                List.of(
                        "bin/busybox=B",
                        "etc/apk/world=busybox\\x0aapp\\x0a",
                        "lib/apk/db/installed=" + (APP + LIB + BUSYBOX).replace("\n", "\\x0a"),
                        "lib/apk/db/triggers=Q1busybox= /bin /usr/bin\\x0a",
                        "usr/bin/app=A",
                        "usr/lib/libx.so.1=L"),
                lines);
    }

    @Test
    void singleFilesGoWithTheirLines() {
        List<String> lines = squashSlim(
                        new SlimOptions(Unit.FILES, List.of("app"), List.of(), List.of(), List.of(), false),
                        layer().file("usr/bin/app", "A")
                                .file("usr/share/man/man1/app.1", "M")
                                .file(
                                        "lib/apk/db/installed",
                                        APP.stripTrailing()
                                                + "\nZ:Q1x=\nF:usr/share/man/man1\nR:app.1\na:0:0:644\nZ:Q1y=\n\n"))
                .lines()
                .stream()
                .filter(line -> !line.contains("/ mtime"))
                .toList();
        assertEquals(
                List.of(
                        "lib/apk/db/installed="
                                + (APP.stripTrailing() + "\nZ:Q1x=\nF:usr/share/man/man1\n\n").replace("\n", "\\x0a"),
                        "usr/bin/app=A"),
                lines);
    }

    @Test
    void whatAPackageNeedsIsFoundByTheNamesThatOthersProvide() throws IOException {
        try (ReplayedTree root = ReplayedTree.of(alpine())) {
            SystemPackages apk = SystemPackages.in(root.tree(), "old.tar").orElseThrow();
            assertEquals("/lib/apk/db/installed", apk.database().toString());
            PackageRecord app = apk.packages().getFirst();
            assertEquals(
                    List.of("[lib]", "[busybox]"),
                    app.depends().stream()
                            .map(group -> apk.dependencies().meeting(app, group).toString())
                            .toList());
        }
    }

    @Test
    void aDatabaseInUsrIsFoundToo() throws IOException {
        try (ReplayedTree root = ReplayedTree.of(layer().file("usr/lib/apk/db/installed", APP))) {
            assertEquals(
                    "[app]",
                    SystemPackages.in(root.tree(), "old.tar")
                            .orElseThrow()
                            .packages()
                            .toString());
        }
    }
}
