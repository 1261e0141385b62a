// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that goes deeper than the stack of a usual thread. */
class DeepStackTest {
    private static int depth(int left) {
        return left == 0 ? 0 : 1 + depth(left - 1);
    }

    @Test
    void hundredThousandCallsHaveRoom() throws IOException {
        assertEquals(100_000, DeepStack.call(() -> depth(100_000)));
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalArgumentException.class, OutOfMemoryError.class})
    void whatTheWorkThrowsIsThrown(Class<? extends Throwable> type) throws ReflectiveOperationException {
        Throwable failure = type.getConstructor().newInstance();
        assertSame(
                failure,
                assertThrows(
                        type,
                        () -> DeepStack.call(() -> {
                            switch (failure) {
                                case IOException e -> throw e;
                                case RuntimeException e -> throw e;
                                default -> throw (Error) failure;
                            }
                        })));
    }

    @Test
    void anInterruptReachesTheWorkAndStaysSet() {
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedIOException.class,
                () -> DeepStack.call(() -> {
                    try {
                        new CountDownLatch(1).await();
                        return "never";
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException("interrupted");
                    }
                }));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aFileThatAnInterruptClosedIsAnInterruption() {
        ClosedByInterruptException closed = new ClosedByInterruptException();
        InterruptedIOException thrown = assertThrows(
                InterruptedIOException.class,
                () -> DeepStack.call(() -> {
                    throw closed;
                }));
        assertSame(closed, thrown.getCause());
    }

    @Test
    void workThatInterruptsItselfInterruptsItsCaller() throws IOException {
        DeepStack.call(() -> {
            Thread.currentThread().interrupt();
            return "";
        });
        assertTrue(Thread.interrupted());
    }
}
