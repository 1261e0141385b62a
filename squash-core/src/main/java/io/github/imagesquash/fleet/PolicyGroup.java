// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Images that are squashed in the same way.
 *
 * @param name its name, unique in the policy
 * @param repositories which repositories
 * @param tags which tags of each
 * @param newest how many tags of each repository, the latest created first; empty for all
 * @param platform the only platform; empty for all platforms of an image
 * @param target the names of the new images
 * @param options the options of {@code squash}, as words of a command line, such as {@code --drop=caches}
 */
public record PolicyGroup(
        String name,
        List<RepositoryPattern> repositories,
        TagPatterns tags,
        OptionalInt newest,
        Optional<Platform> platform,
        TargetTemplate target,
        List<String> options) {
    public PolicyGroup {
        repositories = List.copyOf(repositories);
        options = List.copyOf(options);
    }

    /** What the plan says of this group: its name, and all options that determine a new image. */
    PlannedGroup planned() {
        List<String> words = new ArrayList<>(options);
        words.add("--platform=" + platform.map(Platform::toString).orElse("all"));
        return new PlannedGroup(name, words);
    }
}
