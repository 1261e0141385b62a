// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Snapshot;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks every division of a difference into layers: applied to the lower tree in any order, the layers give the other
 * tree. So each new or changed path is in one layer, hard links together. Each layer has all directories on the way to
 * its entries, with the tree's attributes. Each removed path is hidden once, and no other path is. Shares nothing with
 * the code that made the plan.
 */
final class PlanCheck {
    private static final String WHITEOUT = ".wh.";

    private final TreeDelta difference;
    private final FileTree tree;
    private final Set<Entry> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Inode, Integer> layerOf = new IdentityHashMap<>();
    private final Set<ImagePath> hidden = new HashSet<>();

    private PlanCheck(TreeDelta difference) {
        this.difference = difference;
        this.tree = difference.tree();
    }

    /**
     * Checks the plans of a difference.
     *
     * @throws IllegalStateException if they are not such a division, which is a fault of this program
     */
    static void require(TreeDelta difference, List<LayerPlan.New> plans) {
        require(plans.size() <= LayerLimits.MOST_LAYERS, () -> "too many layers: " + plans.size());
        PlanCheck check = new PlanCheck(difference);
        for (int i = 0; i < plans.size(); i++) {
            check.layer(i + 1, plans.get(i).entries());
        }
        check.requireAll(difference.lower(), check.tree.root(), ImagePath.ROOT);
    }

    private void layer(int number, List<PlannedEntry> entries) {
        Set<Inode> inLayer = Collections.newSetFromMap(new IdentityHashMap<>());
        inLayer.add(tree.root());
        require(
                !difference.describesRoot()
                        || !entries.isEmpty()
                                && ImagePath.clean(entries.getFirst().path()).isRoot(),
                () -> "layer " + number + " begins without the root");
        for (PlannedEntry entry : entries) {
            ImagePath path = ImagePath.clean(entry.path());
            Spot where = new Spot(number, path);
            if (path.isRoot()) {
                requireInode(tree.root(), entry, inLayer, where);
            } else {
                Inode parent = tree.lookUp(path.parent()).orElseThrow(() -> where.wrong("not in the tree"));
                require(inLayer.contains(parent), where.says("its directory does not exist"));
                entry(entry, inLayer, where);
            }
        }
    }

    private void entry(PlannedEntry entry, Set<Inode> inLayer, Spot where) {
        if (entry instanceof PlannedEntry.Whiteout) {
            hide(where);
            return;
        }
        Entry named = tree.find(where.path()).orElseThrow(() -> where.wrong("not in the tree"));
        requireInode(named.inode(), entry, inLayer, where);
        boolean first = found.add(named);
        require(first || named.inode() instanceof Directory, where.says("for the second time"));
        boolean added = inLayer.add(named.inode());
        require(added || !(named.inode() instanceof Directory), where.says("twice in the layer"));
        int earlier = layerOf.getOrDefault(named.inode(), where.layer());
        require(
                earlier == where.layer() || named.inode() instanceof Directory,
                () -> where.says("a hard link is in layer " + earlier).get());
        layerOf.put(named.inode(), where.layer());
    }

    private void requireInode(Inode inode, PlannedEntry entry, Set<Inode> inLayer, Spot where) {
        switch (entry) {
            case PlannedEntry.Node node -> {
                require(node.inode() == inode, where.says("another inode"));
                require(node.attributes().equals(inode.attributes()), where.says("other attributes"));
            }
            case PlannedEntry.Link link -> {
                require(link.attributes().equals(inode.attributes()), where.says("other attributes"));
                Inode target = tree.lookUp(ImagePath.clean(link.target())).orElse(tree.root());
                require(target == inode && inLayer.contains(inode), where.says("a link to something else"));
            }
            case PlannedEntry.Whiteout _ -> throw where.wrong("a whiteout");
        }
    }

    private void hide(Spot where) {
        Name name = where.path().last();
        require(name.startsWith(WHITEOUT), where.says("a whiteout without the name of one"));
        ImagePath path = where.path().parent().child(name.from(WHITEOUT.length()));
        require(below(path).isPresent(), where.says("hides nothing"));
        require(tree.find(path).isEmpty(), where.says("hides an entry of the tree"));
        require(hidden.add(path), where.says("for the second time"));
    }

    /** The lower tree's inode at a path. */
    private Optional<Snapshot> below(ImagePath path) {
        Optional<Snapshot> at = Optional.of(difference.lower());
        for (Name name : path.names()) {
            at = at.flatMap(directory -> directory.find(name));
        }
        return at;
    }

    private void requireAll(Snapshot lower, Directory directory, ImagePath path) {
        for (Snapshot.Named below : lower.entries()) {
            require(
                    directory.find(below.name()).isPresent() || hidden.contains(path.child(below.name())),
                    () -> path.child(below.name()) + " is not hidden");
        }
        for (Entry entry : directory.entries()) {
            Snapshot below = lower.find(entry.name()).orElse(Snapshot.EMPTY);
            require(
                    found.contains(entry) || lower.find(entry.name()).isPresent() && is(below, entry.inode()),
                    () -> path.child(entry.name()) + " is in no layer");
            if (entry.inode() instanceof Directory child) {
                requireAll(below, child, path.child(entry.name()));
            }
        }
    }

    /** Whether a lower inode equals one of the tree; for directories without their content. */
    private boolean is(Snapshot below, Inode inode) {
        return inode instanceof Directory
                ? below.isDirectory() && below.attributes().equals(inode.attributes())
                : below.isStill(inode) && !layerOf.containsKey(inode);
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new IllegalStateException("the plan of the layers is wrong: " + otherwise.get());
        }
    }

    /** The place of a possible error; it becomes text only if there is one. */
    private record Spot(int layer, ImagePath path) {
        Supplier<String> says(String what) {
            return () -> "layer " + layer + ": " + path + ": " + what;
        }

        IllegalStateException wrong(String what) {
            return new IllegalStateException(
                    "the plan of the layers is wrong: " + says(what).get());
        }
    }
}
