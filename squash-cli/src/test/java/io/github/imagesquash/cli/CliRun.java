// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.request.SquashRequest;
import java.util.List;

/**
 * What a run of the command did.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 * @param requests what it asked the library for; at most one
 */
public record CliRun(int exitCode, String out, String err, List<SquashRequest> requests) {
    /** The request, if the run succeeded; shows standard error otherwise. */
    public SquashRequest request() {
        assertEquals(0, exitCode, err);
        return requests.getFirst();
    }

    /** The first line of standard error, of a run that ended with this code and asked for nothing. */
    public String refusal(int expectedCode) {
        assertEquals(expectedCode, exitCode, err);
        assertEquals(List.of(), requests, "nothing was to be done");
        assertEquals("", out, "standard output");
        return err.lines().findFirst().orElse("");
    }
}
