package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
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
 * @param sources the addresses of documents that say so, at least one
 */
public record Rule(
        String name,
        List<String> sets,
        String ecosystem,
        String about,
        List<Target> targets,
        List<Glob> never,
        List<String> sources) {
    public Rule {
        sets = List.copyOf(sets);
        targets = List.copyOf(targets);
        never = List.copyOf(never);
        sources = List.copyOf(sources);
    }

    Clause clause() {
        return new Clause(new Cause(name, about, false), Effect.DROP, targets, never);
    }
}
