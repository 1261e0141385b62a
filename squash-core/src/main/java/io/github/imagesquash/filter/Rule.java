// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.glob.Glob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A kind of files that images need not contain. Rules are data: {@link Rules} has them.
 *
 * @param name its name, unique
 * @param sets the sets that contain it, at least one
 * @param ecosystem the tool that makes the files, such as {@code apt}
 * @param about a description in a few words
 * @param targets the paths, at least one
 * @param never exceptions, with everything below them
 * @param languages the same, for each language that the image requests, which replaces {@value #LANGUAGE}
 * @param unless the rule removes nothing if the image has one of these paths
 * @param unlessNamed the rule removes nothing if the config or a start script contains one of these words
 * @param sources the addresses of documents that confirm it, at least one
 */
public record Rule(
        String name,
        List<String> sets,
        String ecosystem,
        String about,
        List<PathTarget> targets,
        List<Glob> never,
        List<String> languages,
        List<Glob> unless,
        List<String> unlessNamed,
        List<String> sources) {
    /** The placeholder for a language in a pattern. */
    static final String LANGUAGE = "{language}";

    public Rule {
        sets = List.copyOf(sets);
        targets = List.copyOf(targets);
        never = List.copyOf(never);
        languages = List.copyOf(languages);
        unless = List.copyOf(unless);
        unlessNamed = List.copyOf(unlessNamed);
        sources = List.copyOf(sources);
    }

    /** @param asked the languages that the image requests */
    Clause clause(Collection<String> asked) {
        List<Glob> except = new ArrayList<>(never);
        for (String pattern : languages) {
            asked.forEach(language -> except.add(Glob.parse(pattern.replace(LANGUAGE, language))));
        }
        return new Clause(new Cause(name, about, false), Effect.DROP, targets, except);
    }

    /** Whether it removes files one by one, and not directories as a whole. */
    boolean takesSingleFiles() {
        return targets.stream().anyMatch(target -> target.reach() != PathTarget.Reach.TREE);
    }

    /** Whether it removes files because a package owns them. */
    boolean asksForOwners() {
        return targets.stream().anyMatch(target -> target.reach() == PathTarget.Reach.OWNED_FILES);
    }
}
