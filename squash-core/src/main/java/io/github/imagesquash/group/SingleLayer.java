package io.github.imagesquash.group;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All of a tree in one layer, in the one canonical order, so that equal trees give equal bytes: depth first, names
 * ascending as bytes, in each directory its sub-directories before its files, and after everything else the further names
 * of hard-linked inodes. Every runtime applies this order alike.
 */
public final class SingleLayer {
    private final List<PlannedEntry> entries = new ArrayList<>();
    private final List<PlannedEntry> links = new ArrayList<>();
    private final Map<Inode, byte[]> firstNames = new IdentityHashMap<>();

    private SingleLayer() {}

    /** The plan for a tree; the tree must not change until it is written. */
    public static LayerPlan of(FileTree tree) {
        SingleLayer layer = new SingleLayer();
        if (tree.isRootDescribed()) {
            layer.entries.add(new PlannedEntry.Node(new byte[] {'.', '/'}, tree.root()));
        }
        layer.walk(tree.root(), ImagePath.ROOT.bytes());
        layer.entries.addAll(layer.links);
        return new LayerPlan(layer.entries);
    }

    private void walk(Directory directory, byte[] prefix) {
        List<Entry> sorted = directory.sortedEntries();
        for (Entry entry : sorted) {
            if (entry.inode() instanceof Directory child) {
                byte[] path = join(prefix, entry, 1);
                path[path.length - 1] = '/';
                entries.add(new PlannedEntry.Node(path, child));
                walk(child, path);
            }
        }
        for (Entry entry : sorted) {
            if (!(entry.inode() instanceof Directory)) {
                file(join(prefix, entry, 0), entry.inode());
            }
        }
    }

    private void file(byte[] path, Inode inode) {
        if (inode.links() > 1 && firstNames.containsKey(inode)) {
            links.add(new PlannedEntry.Link(path, inode, firstNames.get(inode)));
            return;
        }
        if (inode.links() > 1) {
            firstNames.put(inode, path);
        }
        entries.add(new PlannedEntry.Node(path, inode));
    }

    private static byte[] join(byte[] prefix, Entry entry, int extra) {
        byte[] path = Arrays.copyOf(prefix, prefix.length + entry.name().length() + extra);
        entry.name().copyTo(path, prefix.length);
        return path;
    }
}
