// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CancelOnShutdownTest {
    @Test
    void interruptsTheRunAndWaitsUntilItHasCleanedUp() throws InterruptedException {
        AtomicReference<CancelOnShutdown> guard = new AtomicReference<>();
        AtomicBoolean cleanedUp = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(1);
        Thread.ofPlatform().start(() -> {
            try (CancelOnShutdown own = CancelOnShutdown.ofCurrentThread()) {
                guard.set(own);
                running.countDown();
                LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
                cleanedUp.set(Thread.interrupted());
            }
        });
        running.await();
        guard.get().cancel();
        assertTrue(cleanedUp.get());
    }

    @Test
    void doesNotDisturbWhatIsDone() {
        CancelOnShutdown guard = CancelOnShutdown.ofCurrentThread();
        guard.close();
        assertTimeoutPreemptively(Duration.ofSeconds(2), guard::cancel);
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
