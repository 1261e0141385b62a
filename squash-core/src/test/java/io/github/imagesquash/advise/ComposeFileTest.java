// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void whatIsNestedTooDeepIsRefusedByItsLine(String opening) {
        String deep = "services:\n  a:\n    x: " + (opening.equals("- ") ? "\n      " : "") + opening.repeat(5_000);
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ComposeFile.parse("compose.yaml", deep));
        assertTrue(refusal.getMessage().startsWith("compose.yaml: line "), refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith(": nested more than 100 deep"), refusal.getMessage());
    }

    @Test
    void mergesOfMergesAreSearchedOnce() {
        StringBuilder file = new StringBuilder("x0: &a0 {image: x}\n");
        for (int i = 1; i <= 40; i++) {
            String below = "*a" + (i - 1);
            file.append("x" + i + ": &a" + i + " {<<: [" + String.join(", ", below, below, below, below) + "]}\n");
        }
        file.append("services:\n  app:\n    <<: *a40\n");
        ComposeFile.Service service = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> ComposeFile.parse("f", file.toString()).services().getFirst());
        assertFalse(service.memoryLimit());
    }

    @Test
    void aLimitOfAMergedMappingCounts() {
        String file = "x: &a {mem_limit: 1g}\ny: &b {<<: *a}\nservices:\n  app:\n    <<: [*b]\n";
        ComposeFile.Service service = ComposeFile.parse("f", file).services().getFirst();
        assertEquals("app", service.name());
        assertTrue(service.memoryLimit());
    }

    @Test
    void readsCharactersOutsideTheBasicPlaneAnywhere() {
        for (int comment = 1010; comment < 1040; comment++) {
            String content = "#" + "x".repeat(comment) + "\uD83D\uDE00\nservices:\n  web:\n    user: '1'\n";
            assertEquals(
                    1, ComposeFile.parse("compose.yaml", content).services().size());
        }
    }
}
