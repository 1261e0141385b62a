// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.filter.PathTarget.Reach;
import io.github.imagesquash.glob.Glob;
import java.util.List;

/**
 * What no rule touches; a user's own pattern may.
 *
 * @param name its name, unique
 * @param about what it is, and who needs it
 * @param never where it is, with all that is below
 * @param sources the addresses of documents that say so
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
