// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OrderedTasksTest {
    /** So that the user is told of lacking memory, and not of an unexpected failure. */
    @Test
    void errorsAreThrownAsTheyWere() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        try (OrderedTasks<Integer> readers = new OrderedTasks<>(1)) {
            readers.submit(() -> {
                throw error;
            });

            assertSame(error, assertThrows(OutOfMemoryError.class, readers::next));
        }
    }
}
