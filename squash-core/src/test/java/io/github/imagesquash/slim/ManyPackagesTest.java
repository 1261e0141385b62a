// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.imagesquash.slim.SlimOptions.Unit;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Removing most of twenty thousand packages is quick. */
class ManyPackagesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PACKAGES = 20_000;

    @ParameterizedTest
    @EnumSource(
            value = Unit.class,
            names = {"PACKAGES", "FILES"})
    void ofDpkg(Unit unit) {
        var root = debian();
        for (int i = 0; i < PACKAGES; i++) {
            root.installed("p" + i, "Depends: p" + (i % 2 == 0 ? i : i + 1))
                    .file("usr/lib/p" + i + "/x", "x")
                    .file("usr/bin/p" + i, "");
        }
        assertTimeoutPreemptively(LONG, () -> SlimFuzz.decide(root.layer(), "p1", unit));
    }

    @ParameterizedTest
    @EnumSource(
            value = Unit.class,
            names = {"PACKAGES", "FILES"})
    void ofApk(Unit unit) {
        StringBuilder installed = new StringBuilder();
        for (int i = 0; i < PACKAGES; i++) {
            installed.append("P:p" + i + "\nV:1\nA:x86_64\nF:usr/bin\nR:p" + i + "\n\n");
        }
        assertTimeoutPreemptively(
                LONG,
                () -> SlimFuzz.decide(
                        layer().file("usr/bin/p1", "")
                                .file("lib/apk/db/installed", installed.toString())
                                .file("etc/apk/world", "p1\np2\n"),
                        "p1",
                        unit));
    }
}
