// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files to leave out of an image. The last match for a path counts, in the order of the components.
 *
 * @param only the only paths to keep, with what they need; empty for all
 * @param rules the rules to apply
 * @param patterns the user's own patterns
 */
public record Filter(List<ImagePath> only, Rules rules, IgnoreList patterns) {
    /** Everything stays. */
    public static final Filter NONE = new Filter(List.of(), Rules.NONE, IgnoreList.EMPTY);

    private static final Clause ALL_ELSE = Clause.of(
            new Cause("--only", "neither requested nor needed by requested files", false),
            Effect.DROP,
            Glob.parse("**"));

    public Filter {
        only = List.copyOf(only);
    }

    /** Only the user's patterns. */
    public static Filter of(IgnoreList patterns) {
        return new Filter(List.of(), Rules.NONE, patterns);
    }

    /** Only rules. */
    public static Filter of(Rules rules) {
        return new Filter(List.of(), rules, IgnoreList.EMPTY);
    }

    /**
     * The removals from a tree, which is not changed.
     *
     * @param where the name of the image in messages
     * @throws UnmetRequestException if a path of {@code --only} does not exist
     */
    PlannedRemovals of(ImageFacts facts, String where) throws UnmetRequestException {
        List<Clause> before = only.isEmpty() ? List.of() : List.of(ALL_ELSE.sparing(needed(facts.tree(), where)));
        PlannedRemovals planned = new RuleRun(rules, facts).decide(before, patterns.clauses());
        return planned.withUnmatched(rules.setsWithout(planned.removals()));
    }

    private Predicate<Entry> needed(FileTree tree, String where) throws UnmetRequestException {
        KeptPaths kept = new KeptPaths(tree);
        for (ImagePath path : only) {
            if (!kept.keep(path)) {
                throw new UnmetRequestException(where, "--only " + path + ": no such path in the image");
            }
        }
        return kept::isNeeded;
    }
}
