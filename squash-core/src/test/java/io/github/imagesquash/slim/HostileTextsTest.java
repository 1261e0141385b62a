// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.slim.SlimmedRoot.slim;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.imagesquash.fixture.LayerBuilder;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and databases that are made to take long do not. */
class HostileTextsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
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
}
