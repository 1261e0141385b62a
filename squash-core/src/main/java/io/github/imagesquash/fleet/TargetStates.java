// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import io.github.imagesquash.registry.Repository;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the names of new images refer to now.
 *
 * @param tags the tags of each repository in which there may be new images; only these are asked for
 */
record TargetStates(RegistryClient client, Map<Repository, Set<String>> tags) {
    /** Lists the tags of some repositories. */
    static TargetStates of(RegistryClient client, List<Repository> repositories, int threads) throws IOException {
        List<Set<String>> lists =
                ParallelCalls.map(repositories, threads, repository -> new HashSet<>(client.tags(repository)));
        Map<Repository, Set<String>> tags = new HashMap<>();
        for (int i = 0; i < repositories.size(); i++) {
            tags.put(repositories.get(i), lists.get(i));
        }
        return new TargetStates(client, tags);
    }

    /** Whether an image is there and was squashed so. */
    boolean hold(Reference target, SquashState wanted) throws IOException {
        ImageAddress address = ImageAddress.of(target);
        if (!tags.getOrDefault(address.repository(), Set.of()).contains(target.tag())) {
            return false;
        }
        RemoteImage image = client.pull(address);
        Optional<RemoteManifest> manifest = image.manifestIfPresent();
        return manifest.isPresent()
                && SquashState.of(manifest.get().bytes(), address.toString())
                        .filter(wanted::equals)
                        .isPresent();
    }
}
