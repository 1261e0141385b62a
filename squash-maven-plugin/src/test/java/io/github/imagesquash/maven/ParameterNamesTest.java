// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

class ParameterNamesTest {
    private static final List<String> KNOWN = List.of("source", "keepBase", "output");

    private static ParameterNames names(List<String> configured, List<String> properties) {
        return new ParameterNames("squash:squash", KNOWN, configured, properties);
    }

    private static String refusal(List<String> configured, List<String> properties) {
        return assertThrows(MojoExecutionException.class, names(configured, properties)::requireKnown)
                .getMessage();
    }

    @Test
    void knownParametersAreTaken() {
        assertDoesNotThrow(names(KNOWN, KNOWN)::requireKnown);
    }

    @Test
    void anUnknownElementIsRefusedWithTheNearestName() {
        assertEquals(
                "squash:squash has no parameter <keepbase>; did you mean <keepBase>?",
                refusal(List.of("keepbase"), List.of()));
    }

    @Test
    void anUnknownPropertyIsRefusedToo() {
        assertEquals(
                "squash:squash has no parameter -Dsquash.ouput; did you mean -Dsquash.output?",
                refusal(List.of(), List.of("ouput")));
    }

    @Test
    void whatIsLikeNoneIsSentToTheList() {
        assertEquals(
                "squash:squash has no parameter <strength>; \"mvn squash:help -Ddetail\" lists them",
                refusal(List.of("strength"), List.of()));
    }
}
