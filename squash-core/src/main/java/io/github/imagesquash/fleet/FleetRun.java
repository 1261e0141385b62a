// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.request.SquashRequest;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run on one shard of a plan.
 *
 * @param plan the plan
 * @param shard the shard
 * @param requests how the images of each group are squashed, by the group's name; sources and destinations are replaced
 * @param access how registries are reached
 * @param workers how many images at a time, at least 1
 * @param cacheDirectory where layers that several images have are kept
 * @param cacheBytes the most bytes of such layers at a time
 * @param maxFailures after how many failed images the run stops; {@link Integer#MAX_VALUE} for any number
 */
public record FleetRun(
        FleetPlan plan,
        ShardNumber shard,
        Map<String, SquashRequest> requests,
        RegistryAccess access,
        int workers,
        Path cacheDirectory,
        long cacheBytes,
        int maxFailures) {
    public FleetRun {
        requests = Map.copyOf(requests);
    }
}
