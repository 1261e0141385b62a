// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.nio.file.Path;
import java.util.List;

/** The command {@code squash} as users start it: the checkout's, or another that {@code -Dsquash.launcher=FILE} names. */
final class Launcher {
    /** The checkout's own. */
    static final Path OF_CHECKOUT = Path.of("..", "squash").toAbsolutePath().normalize();

    /** Its file, for a shell. */
    static final String PATH = Path.of(System.getProperty("squash.launcher", OF_CHECKOUT.toString()))
            .toAbsolutePath()
            .normalize()
            .toString();

    /** Options of the JVM for runs that are so short that compiling their code well does not pay. */
    static final String FOR_SHORT_RUNS = "-XX:TieredStopAtLevel=1";

    private Launcher() {}

    static Program squash(String... arguments) {
        return Program.of(List.of(PATH), arguments).environment("SQUASH_JAVA_OPTS", FOR_SHORT_RUNS);
    }
}
