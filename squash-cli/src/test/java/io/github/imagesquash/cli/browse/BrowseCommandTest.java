// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.terminal.Terminals;
import org.junit.jupiter.api.Test;

/** What {@code squash browse} refuses before it reads anything. */
class BrowseCommandTest {
    private static final Cli TERMINAL = Cli.PLAIN.withTerminals(new Terminals(true, true, true));

    @Test
    void needsATerminalForKeysAndForTheScreen() {
        String expected =
                "squash: browse needs a terminal; without one, squash analyze shows sizes and squash ls lists files";
        assertEquals(expected, Cli.PLAIN.run("browse", "old.tar").refusal(2));
        assertEquals(
                expected,
                Cli.PLAIN
                        .withTerminals(new Terminals(false, true, true))
                        .run("browse", "old.tar")
                        .refusal(2));
        assertEquals(
                expected,
                Cli.PLAIN
                        .withTerminals(new Terminals(true, false, true))
                        .run("browse", "old.tar")
                        .refusal(2));
    }

    @Test
    void needsATerminalThatCanMoveItsCursor() {
        assertEquals(
                "squash: browse needs a terminal that can move its cursor, but TERM is \"dumb\"; squash analyze"
                        + " shows sizes and squash ls lists files on any",
                TERMINAL.withVariable("TERM", "dumb").run("browse", "old.tar").refusal(2));
    }

    @Test
    void readsKeysFromStandardInputAndNoImage() {
        assertEquals(
                "squash: IMAGE is -, but browse reads keys from standard input: give a file",
                TERMINAL.withVariable("TERM", "xterm").run("browse", "-").refusal(2));
    }
}
