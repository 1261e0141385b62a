// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.util.regex.Pattern;

/** Words of a command line for a POSIX shell. */
public final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWords() {}

    /** The word, in quotation marks where necessary. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
