// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The browser of the user's desktop. */
public final class DesktopBrowser {
    private static final List<String> OPENERS = List.of("xdg-open", "open", "wslview");

    private DesktopBrowser() {}

    /**
     * Shows a file, without waiting for the browser's end: by the program in {@code BROWSER}, or if there is none by the one that
     * opens files on this system.
     *
     * @return the problem, if none can be started
     */
    public static Optional<String> open(Path page, Shell shell) {
        String address = page.toAbsolutePath().toUri().toString();
        String chosen = shell.variable("BROWSER");
        List<String> programs = chosen.isEmpty() ? OPENERS : List.of(chosen);
        for (String program : programs) {
            if (starts(program, address)) {
                return Optional.empty();
            }
        }
        return Optional.of("--open: no browser was found, tried " + String.join(", ", programs)
                + "; open the page by hand: " + address);
    }

    private static boolean starts(String program, String address) {
        try {
            new ProcessBuilder(program, address)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
