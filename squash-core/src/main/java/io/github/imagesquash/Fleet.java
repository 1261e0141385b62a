// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.FleetPlanner;
import io.github.imagesquash.fleet.Policy;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.RegistryClient;
import java.io.IOException;

/** Squashes many images of registries. */
public final class Fleet {
    private Fleet() {}

    /**
     * Plans: lists the images of a policy, as they are now. Only lists, manifests and configs are read.
     *
     * @throws io.github.imagesquash.message.UnmetRequestException if a group selects no repository, or if two images would
     *     get one name
     * @throws io.github.imagesquash.registry.RegistryException if a registry refuses a request or cannot be reached
     * @throws IOException if reading fails
     */
    public static FleetPlan plan(Policy policy, RegistryAccess access) throws IOException {
        try (RegistryClient client = new RegistryClient(access)) {
            return new FleetPlanner(client, policy).plan();
        }
    }
}
