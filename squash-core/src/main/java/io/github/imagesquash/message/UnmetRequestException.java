// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.io.IOException;

/**
 * A sound image that cannot give what is asked of it, or a destination that cannot hold what is made of it: there is no such
 * platform, layer or path, it is built on another base. Bytes that are wrong are an {@link InvalidImageException}. The
 * message has the same form.
 */
public final class UnmetRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param where what cannot do it, such as {@code old.tar}
     * @param problem why, such as {@code 3 layers were to be merged, but the image has only 2}
     */
    public UnmetRequestException(String where, String problem) {
        super(where + ": " + problem);
    }

    /** As the constructor, keeping the failure that revealed the problem. */
    public UnmetRequestException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }

    /** A value that was asked for: {@code where: what: expected X, found Y}. */
    public static UnmetRequestException mismatch(String where, String what, Object expected, Object found) {
        return new UnmetRequestException(where, what + ": expected " + expected + ", found " + found);
    }
}
