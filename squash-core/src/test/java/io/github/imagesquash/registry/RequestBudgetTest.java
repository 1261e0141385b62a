// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.QuickRetries;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many requests a registry gets. */
class RequestBudgetTest {
    private static Duration twentyRequests(RequestBudget budget) throws IOException {
        try (FakeRegistry registry = FakeRegistry.open();
                RegistryClient client = new RegistryClient(
                        RegistryAccess.ANONYMOUS.withRetries(QuickRetries.of(1)).withBudget(budget))) {
            long begun = System.nanoTime();
            for (int i = 1; i < 20; i++) {
                client.tags(new Repository(registry.domain(), "app"));
            }
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    @Test
    void requestsBeyondTheLimitWait() throws IOException {
        Duration elapsed = twentyRequests(RequestBudget.perSecond(20));
        assertTrue(elapsed.toMillis() >= 900, elapsed::toString);
    }

    @Test
    void registriesDoNotWaitForEachOther() throws IOException {
        RequestBudget budget = RequestBudget.perSecond(1);
        long begun = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            budget.await("reg" + i);
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 1);
    }

    @Test
    void limitIsAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> RequestBudget.perSecond(0));
    }
}
