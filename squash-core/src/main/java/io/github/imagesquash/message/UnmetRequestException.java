// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.io.IOException;

/**
 * A valid image that cannot satisfy the request, or a destination that cannot hold the result: for example, the
 * requested platform, layer or path does not exist, or the image is built on another base. For invalid bytes there is
 * {@link InvalidImageException}. The message has the same form.
 */
public final class UnmetRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the image or destination, such as {@code old.tar}
     * @param problem the reason, such as {@code 3 layers were to be merged, but the image has only 2}
     */
    public UnmetRequestException(String where, String problem) {
        super(where + ": " + problem);
    }

    /** As the constructor, keeping the failure that revealed the problem. */
    public UnmetRequestException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }

    /** A value that differs from the requested one: {@code where: what: expected X, found Y}. */
    public static UnmetRequestException mismatch(String where, String what, Object expected, Object found) {
        return new UnmetRequestException(where, what + ": expected " + expected + ", found " + found);
    }
}
