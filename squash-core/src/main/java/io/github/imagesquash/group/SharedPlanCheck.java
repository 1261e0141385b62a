// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Device;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.Fifo;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks the layers of an image that shares some with others: each path of its tree is in one of them, hard links
 * together, below directories of the same layer; and the uppermost layer with a directory has the tree's attributes.
 * Other images' inodes represent its own, so they are compared without their content, which is read when the result is
 * verified.
 */
final class SharedPlanCheck {
    private final FileTree tree;
    private final Set<Entry> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Inode, Attributes> shown = new IdentityHashMap<>();

    /** Inodes of lower layers, except directories. */
    private final Set<Inode> below = Collections.newSetFromMap(new IdentityHashMap<>());

    private SharedPlanCheck(FileTree tree) {
        this.tree = tree;
    }

    /**
     * Checks the plans of an image.
     *
     * @throws IllegalStateException if they do not give the tree, which is a fault of this program
     */
    static void require(FileTree tree, List<LayerPlan.New> plans) {
        SharedPlanCheck check = new SharedPlanCheck(tree);
        plans.forEach(plan -> check.layer(plan.entries()));
        if (tree.isRootDescribed()) {
            check.requireShown(tree.root(), ImagePath.ROOT);
        } else {
            require(!check.shown.containsKey(tree.root()), () -> "the root is described");
        }
        check.requireAll(tree.root(), ImagePath.ROOT);
    }

    private void layer(List<PlannedEntry> entries) {
        Set<Inode> inLayer = Collections.newSetFromMap(new IdentityHashMap<>());
        inLayer.add(tree.root());
        for (PlannedEntry entry : entries) {
            ImagePath path = ImagePath.clean(entry.path());
            if (path.isRoot()) {
                root(entry);
                continue;
            }
            Entry named = tree.find(path).orElseThrow(() -> wrong(path + " is not in the tree"));
            Inode parent = tree.lookUp(path.parent()).orElseThrow();
            require(inLayer.contains(parent), () -> path + " is without its directory");
            require(found.add(named) || named.inode() instanceof Directory, () -> path + " is there twice");
            switch (entry) {
                case PlannedEntry.Node node -> node(node, named.inode(), inLayer, path);
                case PlannedEntry.Link link -> link(link, named.inode(), inLayer, path);
                case PlannedEntry.Whiteout _ -> throw wrong(path + " is a whiteout");
            }
        }
        inLayer.stream().filter(inode -> !(inode instanceof Directory)).forEach(below::add);
    }

    private void root(PlannedEntry entry) {
        if (!(entry instanceof PlannedEntry.Node node && node.inode() instanceof Directory)) {
            throw wrong("the root is not a directory");
        }
        shown.put(tree.root(), node.attributes());
    }

    private void node(PlannedEntry.Node node, Inode inode, Set<Inode> inLayer, ImagePath path) {
        require(isLike(node.inode(), inode), () -> path + " is another inode");
        require(inLayer.add(inode), () -> path + " is there twice in a layer");
        if (inode instanceof Directory) {
            shown.put(inode, node.attributes());
        } else {
            require(node.attributes().equals(inode.attributes()), () -> path + " has other attributes");
            require(!below.contains(inode), () -> path + " is a hard link to another layer");
        }
    }

    private void link(PlannedEntry.Link link, Inode inode, Set<Inode> inLayer, ImagePath path) {
        Inode target = tree.lookUp(ImagePath.clean(link.target())).orElse(tree.root());
        require(target == inode && inLayer.contains(inode), () -> path + " is a link to something else");
        require(link.attributes().equals(inode.attributes()), () -> path + " has other attributes");
    }

    private static boolean isLike(Inode planned, Inode inode) {
        if (planned == inode) {
            return true;
        }
        return planned.getClass() == inode.getClass()
                && planned.size() == inode.size()
                && switch (planned) {
                    case Symlink link -> inode instanceof Symlink own && Arrays.equals(link.target(), own.target());
                    case Device device ->
                        inode instanceof Device own
                                && device.isBlock() == own.isBlock()
                                && device.major() == own.major()
                                && device.minor() == own.minor();
                    case Directory _, RegularFile _, Fifo _ -> true;
                };
    }

    private void requireAll(Directory directory, ImagePath path) {
        for (Entry entry : directory.entries()) {
            ImagePath child = path.child(entry.name());
            require(found.contains(entry), () -> child + " is in no layer");
            if (entry.inode() instanceof Directory inner) {
                requireShown(inner, child);
                requireAll(inner, child);
            }
        }
    }

    private void requireShown(Directory directory, ImagePath path) {
        require(directory.attributes().equals(shown.get(directory)), () -> path + " is shown with other attributes");
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw wrong(otherwise.get());
        }
    }

    private static IllegalStateException wrong(String what) {
        return new IllegalStateException("the plan of the shared layers is wrong: " + what);
    }
}
