// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/** The width of the terminal, from {@code stty}, because Java does not provide it. */
final class TerminalWidth {
    /** The width of text without a terminal, in columns. */
    static final int STANDARD = 80;

    private static final int NARROWEST = 40;

    private TerminalWidth() {}

    /**
     * The terminal's width, at least 40.
     *
     * @param variable the value of {@code COLUMNS}, which takes precedence; may be empty
     */
    static int columns(String variable) {
        int columns = number(variable);
        return Math.max(NARROWEST, columns > 0 ? columns : askTerminal());
    }

    private static int askTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = number(size.substring(size.indexOf(' ') + 1));
            return columns > 0 ? columns : STANDARD;
        } catch (IOException e) {
            // No terminal after all, or no stty.
            return STANDARD;
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}
