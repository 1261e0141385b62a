// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

/**
 * A header that breaks the format. Thrown by code that knows only bytes; {@link TarReader} adds the archive, the entry
 * and the offset and turns it into an {@link io.github.imagesquash.message.InvalidImageException}.
 */
final class MalformedTarException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedTarException(String problem) {
        super(problem);
    }
}
