// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;

/** A registry refused something or could not be talked to; the message says what was asked for and what was answered. */
public sealed class RegistryException extends IOException permits ManifestRefusedException {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the image, and the blob if one is meant
     * @param problem what went wrong
     */
    public RegistryException(String where, String problem) {
        super(where + ": " + problem);
    }

    RegistryException(RegistryException same) {
        super(same.getMessage(), same);
    }

    /** As the other, keeping the failure below. */
    public RegistryException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }
}
