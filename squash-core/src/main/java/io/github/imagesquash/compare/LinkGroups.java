// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names of each inode that has several, in two trees. A walk through both fills it; then it decides whether a path
 * is linked with the same names in both. Two groups are the same if every name of one inode is a name of the other: the
 * number of shared names shows that without comparing lists.
 */
final class LinkGroups {
    private static final int MOST_SHOWN = 3;

    private final Map<Inode, List<ImagePath>> names = new HashMap<>();
    private final Map<InodePair, Integer> shared = new HashMap<>();

    /** Records a name of an inode of either tree. */
    void add(ImagePath path, Inode inode) {
        if (isLinked(inode)) {
            names.computeIfAbsent(inode, first -> new ArrayList<>()).add(path);
        }
    }

    /** Records a name that is in both trees. */
    void add(ImagePath path, InodePair pair) {
        add(path, pair.before());
        add(path, pair.after());
        if (isLinked(pair.before()) && isLinked(pair.after())) {
            shared.merge(pair, 1, Integer::sum);
        }
    }

    /** The change of a path's group, to be called after the walk. */
    Optional<AttributeChange> change(ImagePath path, InodePair pair) {
        if (!isLinked(pair.before()) && !isLinked(pair.after())) {
            return Optional.empty();
        }
        int common = shared.getOrDefault(pair, 0);
        return common == pair.before().links() && common == pair.after().links()
                ? Optional.empty()
                : Optional.of(
                        AttributeChange.of(Attribute.LINKS, shown(path, pair.before()), shown(path, pair.after())));
    }

    private static boolean isLinked(Inode inode) {
        return inode.links() > 1 && !(inode instanceof Directory);
    }

    private String shown(ImagePath path, Inode inode) {
        List<ImagePath> group = names.getOrDefault(inode, List.of(path));
        String some = group.stream().limit(MOST_SHOWN).map(ImagePath::toString).collect(Collectors.joining(" = "));
        return group.size() <= MOST_SHOWN ? some : some + " and " + (group.size() - MOST_SHOWN) + " more";
    }
}
