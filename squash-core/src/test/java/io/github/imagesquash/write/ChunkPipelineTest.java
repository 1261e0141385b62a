// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkPipelineTest {
    /** Else the blob would lack the bytes that its consumer had no memory for, and look complete. */
    @Test
    void errorOfAConsumerIsNotLost() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        try (ChunkPipeline chunks = new ChunkPipeline(List.of((bytes, length) -> {
            throw error;
        }))) {
            assertSame(error, assertThrows(OutOfMemoryError.class, () -> {
                chunks.write(new byte[1], 0, 1);
                chunks.finish();
            }));
        }
    }
}
