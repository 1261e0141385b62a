// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;

/** A registry refused a request or could not be reached. The message gives the request and the answer. */
public sealed class RegistryException extends IOException permits AbsentManifestException, ManifestRefusedException {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the image, and the blob if there is one
     * @param problem what went wrong
     */
    public RegistryException(String where, String problem) {
        super(where + ": " + problem);
    }

    RegistryException(RegistryException same) {
        super(same.getMessage(), same);
    }

    /** As the other constructor, keeping the cause. */
    public RegistryException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }
}
