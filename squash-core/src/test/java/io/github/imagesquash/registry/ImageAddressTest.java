// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageAddressTest {
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    @ParameterizedTest
    @CsvSource({
        "docker://alpine, docker://docker.io/library/alpine:latest",
        "alpine:3, docker://docker.io/library/alpine:3",
        "docker://index.docker.io/me/app, docker://docker.io/me/app:latest",
        "docker://localhost:5000/a/b:1, docker://localhost:5000/a/b:1",
        "docker://[::1]:5000/a, docker://[::1]:5000/a:latest"
    })
    void nameIsCompletedAsDockerDoes(String text, String expected) {
        assertEquals(expected, ImageAddress.parse(text).toString());
    }

    @Test
    void digestCountsMoreThanATag() {
        ImageAddress address = ImageAddress.parse("docker://reg.example/app:1@" + DIGEST);
        assertEquals("docker://reg.example/app@" + DIGEST, address.toString());
        assertTrue(address.isDigest());
        assertTrue(address.name().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker://", "docker://UPPER", "docker://reg.example/app@sha256:12", "docker://a b"})
    void whatIsNoNameIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ImageAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost/a",
                "localhost:5000/a",
                "127.0.0.1:5000/a",
                "127.9.9.9/a",
                "[::1]:5000/a",
                "[::ffff:7f00:1]/a"
            })
    void thisMachineIsLocal(String text) {
        assertTrue(ImageAddress.parse(text).repository().isLocal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.example.com/a",
                "127.evil.test/a",
                "127.0.0.1.evil.test/a",
                "evil.localhost.test/a",
                "reg.example/a",
                "alpine",
                "10.0.0.1:5000/a"
            })
    void otherMachinesAreNot(String text) {
        assertFalse(ImageAddress.parse(text).repository().isLocal());
    }
}
