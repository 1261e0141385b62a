// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SquashProcessTest {
    @Test
    void goalFailsWithTheCommandsReason() {
        assertEquals("old.tar: no such file", SquashProcess.message(1, List.of("old.tar: no such file")));
    }

    @Test
    void goalOfAFailedGatePointsToTheReport() {
        assertEquals("the image does not pass a gate; the log above says which", SquashProcess.message(3, List.of()));
    }

    @Test
    void goalWithoutAReasonNamesTheExitCode() {
        assertEquals("squash ended with exit code 134 and gave no reason", SquashProcess.message(134, List.of()));
    }
}
