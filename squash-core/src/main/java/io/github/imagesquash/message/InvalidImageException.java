// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.io.IOException;

/**
 * The input violates a specification or exceeds a limit. The message is one line in lower case for the user: first the
 * place (archive, layer, entry), then the problem, then the expected and the found value.
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

    /** A value that differs from the {@code expected}: {@code where: what: expected X, found Y}. */
    public static InvalidImageException mismatch(String where, String what, Object expected, Object found) {
        return new InvalidImageException(where, what + ": expected " + expected + ", found " + found);
    }
}
