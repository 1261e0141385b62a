// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import java.io.IOException;

/**
 * A written archive is not as expected: a fault of this program, of a disk or of memory. The message is one line, names
 * the archive and the path, and gives the found and the expected value.
 */
public final class VerificationException extends IOException {
    private static final long serialVersionUID = 1L;

    VerificationException(String where, String problem) {
        super(message(where, problem));
    }

    VerificationException(String where, String problem, Throwable cause) {
        super(message(where, problem), cause);
    }

    static VerificationException unreadable(String where, Exception cause) {
        return new VerificationException(where, "it cannot be read back: " + cause.getMessage(), cause);
    }

    private static String message(String where, String problem) {
        return where + ": verification failed, and the output was removed: " + problem;
    }
}
