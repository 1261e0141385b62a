// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.registry.RegistryAccess;

/** The image that another one is built on; all its layers must be the other's lowest ones. */
public sealed interface OldBase {
    /**
     * This image.
     *
     * @param image the base
     */
    record Named(BaseImage image) implements OldBase {}

    /**
     * The one that the annotations {@code org.opencontainers.image.base.name} and {@code .digest} name.
     *
     * @param access the access to its registry
     */
    record Annotated(RegistryAccess access) implements OldBase {}
}
