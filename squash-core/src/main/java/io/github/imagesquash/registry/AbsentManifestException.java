// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

/** A tag or digest that a repository does not have. */
public final class AbsentManifestException extends RegistryException {
    private static final long serialVersionUID = 1L;

    AbsentManifestException(String where, String answer) {
        super(where, "there is no such image; the registry answered " + answer);
    }
}
