// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.slim.SlimmedRoot.slim;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.imagesquash.fixture.DebianRoot;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and databases that are made to take long do not. */
class HostileTextsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LENGTH = 250_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", " ", "a.", "/a", "[", "x;\n", "$a", "from ", "use ", "'", "(", "run(", "* ", "\"", "-m "})
    void aTextOfOnePatternIsSearchedQuickly(String pattern) {
        String text = pattern.repeat(LENGTH / pattern.length());
        LayerBuilder layer = debian().installed("a").file("usr/bin/a", "").layer();
        for (String name : new String[] {
            "etc/nsswitch.conf", "etc/cron.d/x", "app/x.py", "app/x.pl", "app/x.rb", "app/x.js", "app/x.php", "app/x.sh"
        }) {
            layer.file(name, text).mode(0755);
        }
        layer.file("app/script", "#!/bin/sh\n" + text).mode(0755);
        assertTimeoutPreemptively(LONG, () -> slim(layer, "/app/x.sh").keeps());
    }

    @Test
    void aPackageWithAHundredThousandDependenciesIsFollowedQuickly() {
        String many = IntStream.range(0, 100_000).mapToObj(i -> "b | c").collect(Collectors.joining(", "));
        assertTimeoutPreemptively(
                LONG,
                () -> slim(
                                debian().installed("a", "Depends: " + many)
                                        .file("usr/bin/a", "")
                                        .installed("b", "Depends: " + many)
                                        .installed("c", "Depends: a, " + many)
                                        .layer(),
                                "a")
                        .keeps("a", "b"));
    }

    @Test
    void tenThousandPackagesInARowAreFollowedQuickly() {
        var root = debian();
        for (int i = 0; i < 10_000; i++) {
            root.installed("p" + i, "Depends: p" + (i + 1) + " | other");
        }
        assertTimeoutPreemptively(
                LONG,
                () -> slim(root.file("usr/bin/a", "").installed("other").layer(), "a")
                        .keeps("other", "p9999"));
    }

    @Test
    void fiftyThousandPackagesThatProvideAndNeedTheSameAreFollowedQuickly() {
        var root = debian();
        for (int i = 0; i < 50_000; i++) {
            root.installed("p" + i, "Provides: virtual", "Depends: virtual, p" + (i + 1) + " | virtual");
        }
        assertTimeoutPreemptively(
                LONG, () -> slim(root.file("usr/bin/a", "").layer(), "a").isSure("p49999", Strength.DECLARED));
    }

    @Test
    void aFileOfFiftyThousandPackagesIsFollowedQuickly() {
        var root = debian();
        for (int i = 0; i < 50_000; i++) {
            root.installed("p" + i).list("usr/lib/libx.so.1");
        }
        assertTimeoutPreemptively(
                LONG,
                () -> slim(root.layer().file("usr/lib/libx.so.1", "").file("etc/x", "libx.so.1\n"))
                        .isSure("p7", Strength.NAMED));
    }

    /** dpkg itself cannot read such a file: it ends within a value. */
    @Test
    void aStatusThatIsCutOffIsRefused() {
        String status = DebianRoot.paragraph("a") + "Package: b\nStatus: install ok installed\nVersion: 1\nDepends: li";
        isRefused(
                "old.tar: layer 1: \"/var/lib/dpkg/status\": package database that is damaged or of an unknown kind;"
                        + " not all of its packages are known",
                layer().file("var/lib/dpkg/status", status));
    }

    @Test
    void aDatabaseOfApkThatIsCutOffIsRefused() {
        isRefused(
                "old.tar: layer 1: \"/lib/apk/db/installed\": package database that is damaged or of an unknown kind;"
                        + " not all of its packages are known",
                layer().file("lib/apk/db/installed", "P:a\nV:1\nA:x86_64\n\nP:b\nV:1\nD:so:li"));
    }

    @Test
    void aDamagedDatabaseOfRpmIsRefused() {
        isRefused(
                "old.tar: layer 1: \"/var/lib/rpm/rpmdb.sqlite\": package database that is damaged or of an unknown kind;"
                        + " not all of its packages are known",
                layer().file("var/lib/rpm/rpmdb.sqlite", "SQLite format 3\0 and nothing else"));
    }

    @Test
    void virtualPackagesInACycleEnd() throws IOException {
        slim(
                        debian().installed("a", "Provides: x", "Depends: y")
                                .file("usr/bin/a", "")
                                .installed("b", "Provides: y", "Depends: z | x")
                                .installed("c", "Provides: z", "Depends: x, y")
                                .layer(),
                        "a")
                .keeps("a", "b");
    }

    @Test
    void aDatabaseWithMoreDependenciesThanAnyImageHasIsRefused() {
        isRefused(
                "old.tar: /var/lib/dpkg/status: more than 1,000,000 dependencies of packages; use --drop and --exclude instead",
                layer().file("var/lib/dpkg/status", DebianRoot.paragraph("a", "Depends: " + "a,".repeat(1_000_001))));
    }

    @Test
    void aPackageWhoseFilesAreNotKnownStays() throws IOException {
        slim(
                        debian().installed("a")
                                .file("usr/bin/a", "")
                                .layer()
                                .file("var/lib/dpkg/status", DebianRoot.paragraph("a") + DebianRoot.paragraph("gone"))
                                .file("usr/bin/gone", ""),
                        "a")
                .keeps("a", "gone")
                .warns(Warning.Kind.MISSING_LIST)
                .explains(
                        "gone", "packages without a list of files > package gone [declared: its files are not known]");
    }

    private static void isRefused(String message, LayerBuilder layer) {
        UnmetRequestException refusal = assertThrows(UnmetRequestException.class, () -> slim(layer, "a"));
        assertEquals(message, refusal.getMessage());
    }
}
