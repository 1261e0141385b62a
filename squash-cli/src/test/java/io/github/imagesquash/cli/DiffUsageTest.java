// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of {@code squash diff}: what is said where they are wrong, and its help. */
class DiffUsageTest {
    private static String refusal(String... args) {
        return Cli.PLAIN.run(args).refusal(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --ignore mtim        | squash: --ignore: "mtim" is not an attribute; did you mean mtime?
        --ignore mode,xatr   | squash: --ignore: "xatr" is not an attribute; did you mean xattr?
        --path [a            | squash: --path: pattern "[a" has a [ without a ]
        --tag app:1          | squash: unknown option: '--tag'
        c.tar                | squash: two images, A and B, are expected, found also 'c.tar'
        """)
    void wrongUsageEndsWith2(String options, String message) {
        String[] args = Stream.concat(Stream.of("diff", "a.tar", "b.tar"), Stream.of(options.split(" ")))
                .toArray(String[]::new);
        assertTrue(refusal(args).startsWith(message), refusal(args));
        assertTrue(Cli.PLAIN.run(args).err().endsWith("Try 'squash diff --help' for the options.\n"));
    }

    @Test
    void anUnknownAttributeIsAnsweredByAllThereAre() {
        assertEquals(
                "squash: --ignore: \"colour\" is not an attribute: there are type, mode, owner, size, content, target,"
                        + " device, mtime, xattr, links, config, and keys of the config such as /config/Env",
                refusal("diff", "a.tar", "b.tar", "--ignore", "colour"));
    }

    @Test
    void twoImagesAreNeeded() {
        assertEquals("squash: missing required parameter: 'B'", refusal("diff", "a.tar"));
        assertEquals("squash: A and B cannot both be standard input", refusal("diff", "-", "-"));
    }

    @Test
    void helpFitsEightyColumnsAndNamesTheExitCodes() {
        String help = Cli.PLAIN.run("diff", "--help", "--all").out();
        help.lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(help.startsWith("Usage: squash diff [OPTIONS] A B\n"), help);
        assertTrue(help.contains("  7     the images differ\n"), help);
    }
}
