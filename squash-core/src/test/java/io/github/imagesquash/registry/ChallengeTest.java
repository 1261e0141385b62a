// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void parametersMayBeQuotedAndHoldCommas() {
        assertEquals(
                List.of(new Challenge(
                        "bearer",
                        Map.of(
                                "realm",
                                "https://auth.example/token",
                                "service",
                                "reg",
                                "scope",
                                "repository:a:pull,push"))),
                Challenge.parse(List.of(
                        "Bearer realm=\"https://auth.example/token\",service=reg, scope=\"repository:a:pull,push\"")));
    }

    @Test
    void oneHeaderMayHoldSeveral() {
        assertEquals(
                List.of(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("basic", Map.of("realm", "a \"b\"")),
                        new Challenge("bearer", Map.of("realm", "r"))),
                Challenge.parse(List.of("Negotiate, Basic realm=\"a \\\"b\\\"\", Bearer realm=\"r\"")));
    }

    @Test
    void nonsenseIsNoChallenge() {
        assertEquals(List.of(), Challenge.parse(List.of("", "=,\"")));
    }
}
