// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.oci.Digest;
import java.io.IOException;

/** A name that does not refer any more to the image that was planned. */
public final class MovedTagException extends IOException {
    private static final long serialVersionUID = 1L;

    MovedTagException(String where, Digest planned, String found) {
        super(where + ": expected the planned " + planned.shortForm() + ", found " + found + "; plan again");
    }
}
