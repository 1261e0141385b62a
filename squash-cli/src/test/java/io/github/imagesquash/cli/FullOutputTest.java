// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.terminal.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that takes nothing, as {@code /dev/full}. */
class FullOutputTest {
    private static final OutputStream FULL = new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "-V",
                "--help",
                "analyze --help",
                "analyze --version",
                "advise --help",
                "rebase --help",
                "rules --help",
                "rules",
                "rules --json",
                "rules --explain caches"
            })
    void whatCouldNotBeSaidIsAFailure(String words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(InputStream.nullInputStream(), FULL, err, Terminals.NONE, Map.of());
        assertEquals(1, Main.run(words.split(" "), shell, Squasher.LIBRARY));
        assertEquals("squash: standard output: the disk is full\n", err.toString(StandardCharsets.UTF_8));
    }
}
