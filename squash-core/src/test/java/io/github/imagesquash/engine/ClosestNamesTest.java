// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNamesTest {
    private static final List<String> NAMES = List.of(
            "debian:12", "app:1.0", "app:2", "apt:1", "registry.example/team/service:2026-11", "localhost/tool:1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        app:1                 | ; did you mean app:2, apt:1, app:1.0?
        app                   | ; did you mean app:1.0, app:2?
        debain:12             | ; did you mean debian:12?
        debian                | ; did you mean debian:12?
        tool                  | ; did you mean localhost/tool:1?
        registry.example/team/service:2026-12 | ; did you mean registry.example/team/service:2026-11?
        team/servise          | -
        postgres:17           | -
        """)
    void namesThatAreNearAreOfferedTheNearestFirst(String wanted, String hint) {
        assertEquals(hint == null ? "" : hint, ClosestNames.hint(wanted, NAMES));
    }
}
