// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @ParameterizedTest
    @ValueSource(strings = {"linux/amd64", "linux/arm/v7"})
    void isWrittenAsItIsParsed(String text) {
        assertEquals(text, Platform.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/amd64",
                "linux/",
                "linux//v7",
                "linux/arm/v7/x",
                "linux/arm/",
                "linux/*",
                "linux(10/amd64",
                "a b"
            })
    void anotherFormIsRefused(String text) {
        assertEquals(
                "platform \"" + text
                        + "\" is not of the form os/architecture or os/architecture/variant, such as linux/arm64",
                assertThrows(IllegalArgumentException.class, () -> Platform.parse(text))
                        .getMessage());
    }

    @Test
    void unknownNameAloneIsRefused() {
        assertEquals(
                "platform \"arn64\" is neither a known system nor a known processor; expected for example linux/arm64 or"
                        + " arm64; did you mean arm64?",
                assertThrows(IllegalArgumentException.class, () -> Platform.parse("arn64"))
                        .getMessage());
    }

    /** The tables of containerd/platforms: database.go, and the cases of its tests. */
    @ParameterizedTest
    @CsvSource({
        "linux/arm64/v8, linux/arm64",
        "linux/aarch64, linux/arm64",
        "linux/arm64/8, linux/arm64",
        "linux/arm64/v9.0, linux/arm64/v9",
        "arm64, linux/arm64",
        "ARM64, linux/arm64",
        "x86_64, linux/amd64",
        "Linux/X86-64, linux/amd64",
        "linux/amd64/v1, linux/amd64",
        "linux/amd64/v2, linux/amd64/v2",
        "i386, linux/386",
        "linux/i386/v9, linux/386",
        "arm, linux/arm/v7",
        "armhf, linux/arm/v7",
        "armel, linux/arm/v6",
        "linux/arm/5, linux/arm/v5",
        "riscv64, linux/riscv64",
        "macos/arm64, darwin/arm64",
        "linux/unheard-of/X, linux/unheard-of/x"
    })
    @DisplayName("B5 a platform has one name, whatever people and indexes call it")
    void isNormalizedAsContainerdDoes(String written, String name) {
        assertEquals(name, Platform.parse(written).normalized().toString());
    }

    @Test
    @DisplayName("B5 a system alone is that on this processor")
    void systemAloneIsOnThisProcessor() {
        assertEquals(Platform.host(), Platform.parse("linux"));
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64 linux/amd64/v2 linux/amd64/v3 linux/386, linux/amd64",
        "linux/amd64/v2, linux/amd64 linux/amd64/v2 linux/amd64/v3, linux/amd64/v2",
        "linux/amd64/v4, linux/amd64 linux/amd64/v2 linux/amd64/v3, linux/amd64/v3",
        "linux/amd64, linux/386 linux/arm64, linux/386",
        "linux/amd64, linux/amd64/v3 linux/arm64, linux/amd64/v3",
        "linux/amd64, linux/amd64/v2 linux/amd64/v3, linux/amd64/v2 linux/amd64/v3",
        "linux/amd64/v2, linux/amd64/v3, ''",
        "linux/386, linux/amd64, ''",
        "linux/arm, linux/arm/v5 linux/arm/v6 linux/arm/v7, linux/arm/v7",
        "linux/arm/v7, linux/arm/v5 linux/arm/v6, linux/arm/v6",
        "linux/arm/v6, linux/arm/v7, ''",
        "linux/arm/v6, linux/arm, linux/arm",
        "linux/arm/v8, linux/arm/v7 linux/arm/v6, linux/arm/v7",
        "linux/arm64, linux/arm/v7 linux/arm64/v8, linux/arm64/v8",
        "linux/arm64/v8, linux/arm64 linux/amd64, linux/arm64",
        "linux/arm64, linux/arm/v7 linux/amd64, linux/arm/v7",
        "linux/arm64/v8.2, linux/arm64/v8.4 linux/arm64/v8.1 linux/arm64, linux/arm64/v8.1",
        "linux/arm64/v9, linux/arm64/v8.6 linux/arm64/v8.5 linux/arm64, linux/arm64/v8.5",
        "linux/arm64, windows/arm64, ''",
        "windows(10.0.17763)/amd64, windows(10.0.20348.1)/amd64 windows(10.0.17763.9)/amd64, windows(10.0.17763.9)/amd64",
        "windows/amd64, windows(10.0.20348.1)/amd64, windows(10.0.20348.1)/amd64",
    })
    @DisplayName("B5 a wish takes what containerd's Only takes, else what podman takes")
    void bestOfWhatIsOffered(String wanted, String offered, String best) {
        assertEquals(platforms(best), PlatformWish.of(Platform.parse(wanted)).best(platforms(offered), one -> one));
    }

    private static List<Platform> platforms(String texts) {
        return Stream.of(texts.split(" "))
                .filter(text -> !text.isEmpty())
                .map(Platform::parse)
                .toList();
    }
}
