// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.filter.PathTarget.Reach;
import io.github.imagesquash.glob.Glob;
import java.util.List;

/**
 * Paths that no rule removes; a user's own pattern may.
 *
 * @param name its name, unique
 * @param about what the paths are, and who needs them
 * @param never the paths, with everything below
 * @param sources the addresses of documents that confirm it
 */
public record Protection(String name, String about, List<Glob> never, List<String> sources) {
    public Protection {
        never = List.copyOf(never);
        sources = List.copyOf(sources);
    }

    Clause clause() {
        return new Clause(
                new Cause(name, about, false),
                Effect.KEEP,
                never.stream().map(glob -> new PathTarget(glob, Reach.TREE)).toList(),
                List.of());
    }
}
