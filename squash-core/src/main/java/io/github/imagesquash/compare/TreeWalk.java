// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.util.List;

/**
 * Walks two trees side by side: depth first, names ascending as bytes, a directory before its content. The roots are a
 * pair only if a layer describes both: a root that no layer mentions gets its attributes from the engine.
 */
final class TreeWalk {
    private final Visitor visitor;

    /** Visits each path once. */
    interface Visitor {
        /** Only the first tree has it. */
        void removed(ImagePath path, Inode inode);

        /** Only the second tree has it. */
        void added(ImagePath path, Inode inode);

        /** Both have it. */
        void both(ImagePath path, Inode before, Inode after);
    }

    private TreeWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    static void walk(FileTree before, FileTree after, Visitor visitor) {
        TreeWalk walk = new TreeWalk(visitor);
        if (before.isRootDescribed() && after.isRootDescribed()) {
            visitor.both(ImagePath.ROOT, before.root(), after.root());
        }
        walk.entries(ImagePath.ROOT, before.root().sortedEntries(), after.root().sortedEntries());
    }

    private void entries(ImagePath directory, List<Entry> before, List<Entry> after) {
        int b = 0;
        int a = 0;
        while (b < before.size() || a < after.size()) {
            int order = order(before, b, after, a);
            if (order < 0) {
                removed(directory, before.get(b++));
            } else if (order > 0) {
                added(directory, after.get(a++));
            } else {
                both(
                        directory.child(before.get(b).name()),
                        before.get(b++).inode(),
                        after.get(a++).inode());
            }
        }
    }

    private static int order(List<Entry> before, int b, List<Entry> after, int a) {
        if (b == before.size() || a == after.size()) {
            return b == before.size() ? 1 : -1;
        }
        return before.get(b).name().compareTo(after.get(a).name());
    }

    private void removed(ImagePath directory, Entry entry) {
        ImagePath path = directory.child(entry.name());
        visitor.removed(path, entry.inode());
        children(entry.inode()).forEach(child -> removed(path, child));
    }

    private void added(ImagePath directory, Entry entry) {
        ImagePath path = directory.child(entry.name());
        visitor.added(path, entry.inode());
        children(entry.inode()).forEach(child -> added(path, child));
    }

    private void both(ImagePath path, Inode before, Inode after) {
        visitor.both(path, before, after);
        entries(path, children(before), children(after));
    }

    private static List<Entry> children(Inode inode) {
        return inode instanceof Directory directory ? directory.sortedEntries() : List.of();
    }
}
