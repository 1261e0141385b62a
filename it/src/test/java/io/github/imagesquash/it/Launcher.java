// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.nio.file.Path;
import java.util.List;

/** The command {@code squash} as users start it. */
final class Launcher {
    /** Its file, for a shell. */
    static final String PATH =
            Path.of("..", "squash").toAbsolutePath().normalize().toString();

    private Launcher() {}

    static Program squash(String... arguments) {
        return Program.of(List.of(PATH), arguments);
    }
}
