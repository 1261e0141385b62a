package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void namesLongerThanAnyPathAreCut() {
        assertEquals("n".repeat(4100), Printable.of("n".repeat(4100)));
        assertEquals("n".repeat(4100) + "…", Printable.of("n".repeat(1 << 20)));
    }

    @Test
    void controlCharactersAreEscaped() {
        assertEquals("a\\x1b[2Jb\\x0a", Printable.of("a\u001b[2Jb\n"));
    }

    @Test
    void bytesThatAreNoTextAreEscaped() {
        assertEquals("caf\\xe9", Printable.of(new byte[] {'c', 'a', 'f', (byte) 0xe9}));
    }
}
