// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.QuickRetries;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a registry is waited for. */
class RetriesTest {
    private final QuickRetries quick = new QuickRetries(Retries.STANDARD);
    private final Retries retries = quick.retries();

    private static HttpHeaders retryAfter(String value) {
        return HttpHeaders.of(Map.of("Retry-After", List.of(value)), (name, text) -> true);
    }

    @Test
    void waitDoublesUntilAllAttemptsAreUsedUp() throws IOException {
        for (int failed = 1; failed < 6; failed++) {
            assertTrue(retries.await(failed));
        }
        assertFalse(retries.await(6));
        assertEquals(
                Stream.of(500, 1000, 2000, 4000, 8000).map(Duration::ofMillis).toList(), quick.waits());
    }

    @Test
    void noWaitIsLongerThanTheLongest() throws IOException {
        QuickRetries many = new QuickRetries(new Retries(1000, Duration.ofSeconds(50), Duration.ofSeconds(120)));
        for (int failed : new int[] {1, 2, 3, 999}) {
            assertTrue(many.retries().await(failed));
        }
        assertEquals(Stream.of(50, 100, 120, 120).map(Duration::ofSeconds).toList(), many.waits());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", " 120 , 120", "'Wed, 21 Oct 2015 07:28:00 GMT', 0"})
    void registrySaysHowLong(String value, int seconds) throws IOException {
        assertTrue(retries.await(1, retryAfter(value)));
        assertEquals(List.of(Duration.ofSeconds(seconds)), quick.waits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"121", "99999999999999999999", "Wed, 21 Oct 2989 07:28:00 GMT"})
    void registryThatWantsLongerThanTheLongestIsNotAskedAgain(String value) throws IOException {
        assertFalse(retries.await(1, retryAfter(value)));
        assertEquals(List.of(), quick.waits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5"})
    void whatIsNoTimeIsNotFollowed(String value) throws IOException {
        assertTrue(retries.await(1, retryAfter(value)));
        assertEquals(List.of(Duration.ofMillis(500)), quick.waits());
    }

    @Test
    void interruptionEndsAWait() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> Retries.STANDARD.await(1));
        assertTrue(Thread.interrupted());
    }
}
