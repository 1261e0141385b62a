package io.github.imagesquash.replay;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ReadersTest {
    /** So that the user is told of lacking memory, and not of an unexpected failure. */
    @Test
    void errorsAreThrownAsTheyWere() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        try (Readers<Integer> readers = new Readers<>(1)) {
            readers.submit(() -> {
                throw error;
            });

            assertSame(error, assertThrows(OutOfMemoryError.class, readers::next));
        }
    }
}
