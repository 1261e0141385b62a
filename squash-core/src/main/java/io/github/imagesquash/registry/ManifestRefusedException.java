// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

/** A registry refused a manifest, perhaps because it does not accept its media types. */
public final class ManifestRefusedException extends RegistryException {
    private static final long serialVersionUID = 1L;

    ManifestRefusedException(RegistryException refusal) {
        super(refusal);
    }
}
