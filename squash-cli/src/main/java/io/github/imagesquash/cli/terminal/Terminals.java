// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which of the standard streams are terminals. Java knows it only for all together, so the sources are, in this order:
 * the starting script's {@code -Dsquash.stdin.tty}, {@code -Dsquash.stdout.tty}, {@code -Dsquash.stderr.tty} ({@code
 * true} or {@code false}); Linux's {@code /proc/self/fd}; {@link System#console()}.
 *
 * @param input standard input
 * @param output standard output
 * @param error standard error
 */
public record Terminals(boolean input, boolean output, boolean error) {
    /** No terminal at all. */
    public static final Terminals NONE = new Terminals(false, false, false);

    /** Those of this process. */
    static Terminals ofProcess() {
        return new Terminals(
                isTerminal("squash.stdin.tty", 0),
                isTerminal("squash.stdout.tty", 1),
                isTerminal("squash.stderr.tty", 2));
    }

    private static boolean isTerminal(String property, int descriptor) {
        String said = System.getProperty(property, "");
        if (!said.isEmpty()) {
            return said.equals("true");
        }
        try {
            Path device = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)));
            return isTerminal(device.toString());
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux: all three, or none.
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    private static boolean isTerminal(String device) {
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    }
}
