package io.github.imagesquash.group;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What must hold of every division of a tree into layers: each path once, hard links together, in each layer all
 * directories on the way to its entries with the tree's attributes, nothing else. Shares nothing with what made the plan.
 */
final class PlanCheck {
    private final FileTree tree;
    private final Set<Entry> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Inode, Integer> layerOf = new IdentityHashMap<>();

    private PlanCheck(FileTree tree) {
        this.tree = tree;
    }

    /**
     * Checks the plans of a tree.
     *
     * @throws IllegalStateException if they are not such a division, which is a mistake of this program
     */
    static void require(FileTree tree, List<LayerPlan.New> plans) {
        require(plans.size() <= LayerLimits.MOST_LAYERS, () -> "too many layers: " + plans.size());
        PlanCheck check = new PlanCheck(tree);
        for (int i = 0; i < plans.size(); i++) {
            check.layer(i + 1, plans.get(i).entries());
        }
        check.requireAll(tree.root(), ImagePath.ROOT);
    }

    private void layer(int number, List<PlannedEntry> entries) {
        Set<Inode> inLayer = Collections.newSetFromMap(new IdentityHashMap<>());
        inLayer.add(tree.root());
        require(
                !tree.isRootDescribed()
                        || !entries.isEmpty()
                                && ImagePath.clean(entries.getFirst().path()).isRoot(),
                () -> "layer " + number + " begins without the root");
        for (PlannedEntry entry : entries) {
            ImagePath path = ImagePath.clean(entry.path());
            Spot where = new Spot(number, path);
            if (path.isRoot()) {
                requireInode(tree.root(), entry, inLayer, where);
                continue;
            }
            Entry named = tree.find(path).orElseThrow(() -> where.wrong("not in the tree"));
            Inode parent = tree.lookUp(path.parent()).orElseThrow();
            require(inLayer.contains(parent), where.says("its directory is not there"));
            requireInode(named.inode(), entry, inLayer, where);
            boolean first = found.add(named);
            require(first || named.inode() instanceof Directory, where.says("for the second time"));
            boolean added = inLayer.add(named.inode());
            require(added || !(named.inode() instanceof Directory), where.says("twice in the layer"));
            int earlier = layerOf.getOrDefault(named.inode(), number);
            require(
                    earlier == number || named.inode() instanceof Directory,
                    () -> where.says("a hard link is in layer " + earlier).get());
            layerOf.put(named.inode(), number);
        }
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

    private void requireAll(Directory directory, ImagePath path) {
        for (Entry entry : directory.entries()) {
            require(found.contains(entry), () -> path.child(entry.name()) + " is in no layer");
            if (entry.inode() instanceof Directory child) {
                requireAll(child, path.child(entry.name()));
            }
        }
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new IllegalStateException("the plan of the layers is wrong: " + otherwise.get());
        }
    }

    /** Where something may be wrong; put into words only if it is. */
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
