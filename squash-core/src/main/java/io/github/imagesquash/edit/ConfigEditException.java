// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import java.io.IOException;

/** A change is impossible for this image: it uses a variable that is not set, or whose value is invalid there. */
public final class ConfigEditException extends IOException {
    private static final long serialVersionUID = 1L;

    ConfigEditException(String edit, IllegalArgumentException cause) {
        super("change \"" + edit + "\": " + cause.getMessage(), cause);
    }
}
