// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The directories of which rules remove the whole content, such as {@code /tmp}. */
final class RulePlaces {
    /** A name that occurs in no pattern, so that a pattern that matches it matches any name. */
    private static final Name ANY = Name.of("\u0001");

    private final List<Glob> globs;
    private final List<Glob> trees;
    private final Map<ImagePath, Set<ImagePath>> units = new HashMap<>();

    RulePlaces(List<Rule> rules) {
        List<PathTarget> targets =
                rules.stream().flatMap(rule -> rule.targets().stream()).toList();
        this.globs = targets.stream().map(PathTarget::glob).toList();
        this.trees = targets.stream()
                .filter(target -> target.reach() == PathTarget.Reach.TREE)
                .map(PathTarget::glob)
                .toList();
    }

    /**
     * The uppermost paths on the way to a path, or the path itself, that a rule removes as a whole: for {@code
     * /tmp/jdk/bin/java} it is {@code /tmp/jdk}. A program needs the files beside it. Many links lead to one path, and
     * each is asked for often.
     */
    Set<ImagePath> unitsOf(ImagePath path) {
        return units.computeIfAbsent(path, this::findUnits);
    }

    private Set<ImagePath> findUnits(ImagePath path) {
        Set<ImagePath> found = new LinkedHashSet<>();
        byte[] bytes = path.bytes();
        for (Glob glob : globs) {
            int length = 0;
            for (int i = 1; i <= path.names().size(); i++) {
                length += path.names().get(i - 1).length() + (i > 1 ? 1 : 0);
                if (glob.fits(bytes, length)) {
                    found.add(new ImagePath(path.names().subList(0, i)));
                    break;
                }
            }
        }
        return found.isEmpty() ? Set.of() : found;
    }

    /**
     * Whether rules remove a file alone, and not as a part of a directory that is removed as a whole, such as a cache.
     */
    boolean takeSingly(ImagePath path) {
        byte[] bytes = path.bytes();
        int length = 0;
        for (int i = 1; i <= path.names().size(); i++) {
            length += path.names().get(i - 1).length() + (i > 1 ? 1 : 0);
            int prefix = length;
            if (trees.stream().anyMatch(glob -> glob.fits(bytes, prefix))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a rule removes the whole content of a directory. */
    boolean takeAllIn(ImagePath directory) {
        byte[] any = directory.child(ANY).bytes();
        return globs.stream().anyMatch(glob -> glob.fits(any));
    }

    /**
     * Whether a rule names a path of its own below a directory, as {@code /var/lib/apt/lists} is below {@code /var}.
     */
    boolean haveOneBelow(ImagePath directory) {
        byte[] bytes = directory.bytes();
        return globs.stream().anyMatch(glob -> glob.hasPlaceBelow(bytes));
    }
}
