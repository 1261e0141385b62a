// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static io.github.imagesquash.fixture.RegistryCall.busy;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.QuickRetries;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that is busy or out of order is asked again, with the patience that it asks for. */
class BusyPullTest extends PullTests {
    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void busyRegistryIsAskedAgain(int status) throws IOException {
        registry.when("GET", BLOBS, 2, refusal(status, "UNKNOWN", "not now"));
        assertArrayEquals(content, blob());
        assertEquals(3, registry.count("GET .*/blobs/.*"));
    }

    @Test
    void registryThatStaysBusyIsGivenUpWithItsWords() {
        registry.when("GET", BLOBS, 99, refusal(503, "UNAVAILABLE", "maintenance"));
        String message = failure(this::blob);
        assertTrue(message.endsWith("answered 503 UNAVAILABLE: maintenance"), message);
        assertEquals(3, registry.count("GET .*/blobs/.*"));
    }

    @Test
    void registryThatAsksForPatienceGetsIt() throws IOException {
        QuickRetries patient = new QuickRetries(Retries.STANDARD);
        registry.when("GET", BLOBS, 1, busy(429, "77"));
        assertArrayEquals(content, blob(patient.retries()));
        assertEquals(List.of(Duration.ofSeconds(77)), patient.waits());
    }

    @Test
    void patienceMayBeAskedForUntilADate() throws IOException {
        QuickRetries patient = new QuickRetries(Retries.STANDARD);
        registry.when("GET", BLOBS, 1, busy(503, "Wed, 21 Oct 2015 07:28:00 GMT"));
        assertArrayEquals(content, blob(patient.retries()));
        assertEquals(List.of(Duration.ZERO), patient.waits());
    }

    @Test
    void registryThatAsksForTooMuchPatienceIsNotAskedAgain() {
        registry.when("GET", BLOBS, 1, busy(429, "3600"));
        String message = failure(this::blob);
        assertTrue(message.endsWith("answered 429 TOOMANYREQUESTS: slow down"), message);
        assertEquals(1, registry.count("GET .*/blobs/.*"));
    }

    @Test
    void registryThatIsOutOfOrderIsAskedAgain() throws IOException {
        registry.when("GET", "/v2/", 2, refusal(503, "UNAVAILABLE", "starting"));
        assertArrayEquals(content, blob());
    }

    @Test
    void registryThatStaysOutOfOrderIsNamed() {
        registry.when("GET", "/v2/", 99, refusal(503, "UNAVAILABLE", "starting"));
        String message = failure(this::image);
        assertTrue(message.endsWith(" is out of order: it answered 503 UNAVAILABLE: starting to GET /v2/"), message);
    }
}
