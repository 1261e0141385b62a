package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    private static final Platform ARM_V7 = new Platform("linux", "arm", "v7");

    @ParameterizedTest
    @ValueSource(strings = {"linux/amd64", "linux/arm/v7"})
    void isWrittenAsItIsParsed(String text) {
        assertEquals(text, Platform.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "/amd64", "linux/", "linux//v7", "linux/arm/v7/x", "linux/arm/"})
    void anotherFormIsRefused(String text) {
        assertEquals(
                "platform \"" + text + "\" is not of the form os/architecture or os/architecture/variant",
                assertThrows(IllegalArgumentException.class, () -> Platform.parse(text))
                        .getMessage());
    }

    @Test
    void wishWithoutVariantTakesAny() {
        assertTrue(Platform.parse("linux/arm").accepts(ARM_V7));
    }

    @Test
    void wishWithVariantTakesNoOther() {
        assertFalse(Platform.parse("linux/arm/v6").accepts(ARM_V7));
        assertFalse(Platform.parse("linux/arm/v7").accepts(Platform.parse("linux/arm")));
    }

    @Test
    void wishTakesNoOtherSystemOrProcessor() {
        assertFalse(Platform.parse("windows/arm").accepts(ARM_V7));
        assertFalse(Platform.parse("linux/arm64").accepts(ARM_V7));
    }
}
