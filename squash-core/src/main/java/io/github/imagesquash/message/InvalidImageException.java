// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.io.IOException;

/**
 * The input is not what the specifications allow, or is refused by a limit. The message is one line, lower case, fit for
 * a user: the place (archive, layer, entry) first, then what is wrong, with what was expected and what was found.
 */
public final class InvalidImageException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the place, such as {@code old.tar: layer 3 (sha256:ab12cd34ef56): entry "etc/.wh."}
     * @param problem what is wrong with it, such as {@code whiteout without a name}
     */
    public InvalidImageException(String where, String problem) {
        super(where + ": " + problem);
    }

    /** As the constructor, keeping the failure that revealed the problem. */
    public InvalidImageException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }

    /** A value that should have been {@code expected}: {@code where: what: expected X, found Y}. */
    public static InvalidImageException mismatch(String where, String what, Object expected, Object found) {
        return new InvalidImageException(where, what + ": expected " + expected + ", found " + found);
    }
}
