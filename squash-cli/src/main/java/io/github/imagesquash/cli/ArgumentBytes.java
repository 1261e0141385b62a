// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds arguments that Java could not decode. Java decodes their bytes with the charset of the locale, and replaces
 * invalid ones by U+FFFD: such a name would mean another file.
 */
final class ArgumentBytes {
    private static final char UNREADABLE = '\uFFFD';

    private ArgumentBytes() {}

    /** The problem, in one line; empty if all arguments were decoded. */
    static Optional<String> problem(String[] arguments) {
        for (String argument : arguments) {
            if (isUnreadable(argument) && !isMeant(arguments)) {
                return Optional.of(sentence("\"" + argument + "\""));
            }
        }
        String directory = System.getProperty("user.dir");
        return isUnreadable(directory) && !isCurrent(directory)
                ? Optional.of(sentence("the name of the current directory"))
                : Optional.empty();
    }

    private static boolean isUnreadable(String text) {
        return text.indexOf(UNREADABLE) >= 0;
    }

    private static String sentence(String what) {
        String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
        return what + " has bytes that are not characters in " + charset
                + (charset.equals("UTF-8")
                        ? "; squash takes only file names in UTF-8: rename the file or use a link to it"
                        : "; set LC_ALL=C.UTF-8");
    }

    /** Whether the character itself was typed, as often as it occurs. */
    private static boolean isMeant(String[] arguments) {
        try {
            String typed = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
            // Strict: bytes that are not UTF-8 are a failure.
            return count(typed)
                    >= Stream.of(arguments).mapToLong(ArgumentBytes::count).sum();
        } catch (IOException e) {
            return false;
        }
    }

    private static long count(String text) {
        return text.chars().filter(letter -> letter == UNREADABLE).count();
    }

    private static boolean isCurrent(String directory) {
        try {
            return Files.isSameFile(Path.of("."), Path.of(directory));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
