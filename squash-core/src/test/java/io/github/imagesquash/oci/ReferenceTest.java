// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io/library/alpine:latest",
        "alpine:3.20, docker.io/library/alpine:3.20",
        "lab/app, docker.io/lab/app:latest",
        "docker.io/alpine, docker.io/library/alpine:latest",
        "index.docker.io/lab/app:1, docker.io/lab/app:1",
        "localhost/app:1, localhost/app:1",
        "localhost:5000/app:1, localhost:5000/app:1",
        "ghcr.io/a/b/c:v1.2_3-x, ghcr.io/a/b/c:v1.2_3-x",
        "Registry/app, Registry/app:latest",
        "'[::1]:5000/app:1', '[::1]:5000/app:1'",
        "a__b/c-----d.e:1, docker.io/a__b/c-----d.e:1",
    })
    void missingPartsAreFilledInAsDockerDoes(String text, String full) {
        assertEquals(full, Reference.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/alpine:3.20, alpine:3.20",
        "docker.io/lab/app:1, lab/app:1",
        "docker.io/library/lab/app:1, library/lab/app:1",
        "quay.io/library/app:1, quay.io/library/app:1",
    })
    void familiarFormLeavesOutWhatDockerLeavesOut(String text, String familiar) {
        assertEquals(familiar, Reference.parse(text).familiar());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'invalid repository in image name: \"library/\"'",
        "lab/App:1, 'invalid repository in image name: \"lab/App\"'",
        "app:, 'invalid tag in image name: \"\"'",
        "app:-1, 'invalid tag in image name: \"-1\"'",
        "../app:1, 'invalid registry in image name: \"..\"'",
        "a/../b:1, 'invalid repository in image name: \"a/../b\"'",
        "app:1:2, 'invalid tag in image name: \"1:2\"'",
        "app@sha256:00, 'image name \"app@sha256:00\" has a digest; expected a name and a tag'",
    })
    void everythingElseIsRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Reference.parse(text))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/", "a.", "a-", "a_", "a"})
    void longNamesAreRefusedWithoutTakingThemApart(String part) {
        String million = part.repeat(1_000_000) + "a/b";
        assertThrows(IllegalArgumentException.class, () -> Reference.parse(million));
        assertThrows(IllegalArgumentException.class, () -> Reference.parse("localhost/" + million));
    }

    @Test
    void longestNameHas255Characters() {
        Reference longest = Reference.parse("localhost/" + "a".repeat(245) + ":" + "t".repeat(128));
        assertEquals(longest, Reference.parse(longest.toString()));
        assertThrows(IllegalArgumentException.class, () -> Reference.parse("localhost/" + "a".repeat(246)));
        assertThrows(IllegalArgumentException.class, () -> Reference.parse("localhost/a:" + "t".repeat(129)));
    }
}
