// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import java.io.IOException;

/** A change makes no sense for this image: a variable that it demands is not there, or has a value that cannot be. */
public final class ConfigEditException extends IOException {
    private static final long serialVersionUID = 1L;

    ConfigEditException(String edit, IllegalArgumentException cause) {
        super("change \"" + edit + "\": " + cause.getMessage(), cause);
    }
}
