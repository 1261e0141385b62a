// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.glob.Glob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Something of which it is known that images need not ship it. Rules are data: {@link Rules} has them.
 *
 * @param name its name, unique
 * @param sets the sets that it is in, at least one
 * @param ecosystem whose files they are, such as {@code apt}
 * @param about what they are, in a few words
 * @param targets where they are, at least one
 * @param never what of it is not touched, with all that is below
 * @param languages the same, of each language that the image asks for, which takes the place of {@value #LANGUAGE}
 * @param unless paths of which none may be in the image, or nothing goes
 * @param unlessNamed words of which the config and the start scripts may have none, or nothing goes
 * @param sources the addresses of documents that say so, at least one
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
    /** What stands for a language in a pattern. */
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

    /** @param asked the languages that the image asks for */
    Clause clause(Collection<String> asked) {
        List<Glob> except = new ArrayList<>(never);
        for (String pattern : languages) {
            asked.forEach(language -> except.add(Glob.parse(pattern.replace(LANGUAGE, language))));
        }
        return new Clause(new Cause(name, about, false), Effect.DROP, targets, except);
    }

    /** Whether it takes files one by one, and not directories as a whole. */
    boolean takesSingleFiles() {
        return targets.stream().anyMatch(target -> target.reach() != PathTarget.Reach.TREE);
    }

    /** Whether it takes files for being a package's. */
    boolean asksForOwners() {
        return targets.stream().anyMatch(target -> target.reach() == PathTarget.Reach.OWNED_FILES);
    }
}
