// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The layer that changes one tree into another, in canonical order, so that equal trees give equal bytes: depth first,
 * names ascending as bytes; in each directory first whiteouts, then its subdirectories, then its files; after
 * everything else the further names of hard-linked inodes. Every runtime applies this order in the same way.
 *
 * <p>Each layer is unpacked separately, and the kernel combines them. So there is an entry for every directory on the
 * way to another entry, with its present attributes. There are whiteouts only for names that the lower tree has, in
 * directories that both trees have. There is never a link to a file in a lower layer, but all names of its group.
 */
public final class SingleLayer {
    private static final byte[] WHITEOUT = PlannedEntry.Whiteout.PREFIX;

    private final int kept;
    private final List<PlannedEntry> entries = new ArrayList<>();
    private final List<PlannedEntry> links = new ArrayList<>();
    private final Map<Inode, byte[]> firstNames = new IdentityHashMap<>();
    private final Set<Inode> copied = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Directories on the way from the root that have no entry yet, and get one with the first entry below them. */
    private final Deque<PlannedEntry> pending = new ArrayDeque<>();

    private SingleLayer(int kept) {
        this.kept = kept;
    }

    /** A whole tree. */
    public static LayerPlan.New of(FileTree tree) {
        return of(TreeDelta.all(tree));
    }

    /** The difference of a tree from another one. */
    public static LayerPlan.New of(TreeDelta difference) {
        FileTree tree = difference.tree();
        SingleLayer layer = new SingleLayer(difference.kept());
        if (difference.describesRoot()) {
            layer.entries.add(new PlannedEntry.Node(new byte[] {'.', '/'}, tree.root()));
        }
        layer.findCopied(difference.lower(), tree.root());
        layer.walk(difference.lower(), tree.root(), ImagePath.ROOT.bytes());
        layer.entries.addAll(layer.links);
        return new LayerPlan.New("", layer.entries);
    }

    /** If one name of a hard-linked inode has to be written, all have to be, so that it stays one inode. */
    private void findCopied(Snapshot lower, Directory directory) {
        for (Entry entry : directory.entries()) {
            Snapshot below = lower.find(entry.name()).orElse(Snapshot.EMPTY);
            if (entry.inode() instanceof Directory child) {
                findCopied(below, child);
            } else if (entry.inode().links() > 1 && !below.isStill(entry.inode())) {
                copied.add(entry.inode());
            }
        }
    }

    private void walk(Snapshot lower, Directory directory, byte[] prefix) {
        for (Snapshot.Named named : lower.entries()) {
            if (directory.find(named.name()).isEmpty()) {
                add(new PlannedEntry.Whiteout(whiteout(prefix, named.name())));
            }
        }
        List<Entry> sorted = directory.sortedEntries();
        for (Entry entry : sorted) {
            if (entry.inode() instanceof Directory child) {
                directory(lower.find(entry.name()), entry, child, prefix);
            }
        }
        for (Entry entry : sorted) {
            boolean still = lower.find(entry.name()).orElse(Snapshot.EMPTY).isStill(entry.inode());
            if (!(entry.inode() instanceof Directory) && !(still && !copied.contains(entry.inode()))) {
                file(join(prefix, entry.name(), 0), entry.inode());
            }
        }
    }

    private void directory(Optional<Snapshot> below, Entry entry, Directory directory, byte[] prefix) {
        byte[] path = join(prefix, entry.name(), 1);
        path[path.length - 1] = '/';
        PlannedEntry own = new PlannedEntry.Node(path, directory);
        pending.addLast(own);
        // Not the inode: a directory that was removed and created again with the same attributes is not new.
        boolean same = below.filter(Snapshot::isDirectory)
                .filter(was -> was.attributes().equals(directory.attributes()))
                .isPresent();
        if (entry.layer() > kept || !same) {
            addPending();
        }
        walk(below.orElse(Snapshot.EMPTY), directory, path);
        if (!pending.isEmpty()) {
            pending.removeLast();
        }
    }

    private void file(byte[] path, Inode inode) {
        if (inode.links() > 1 && firstNames.containsKey(inode)) {
            addPending();
            links.add(new PlannedEntry.Link(path, inode.attributes(), firstNames.get(inode)));
            return;
        }
        if (inode.links() > 1) {
            firstNames.put(inode, path);
        }
        add(new PlannedEntry.Node(path, inode));
    }

    private void add(PlannedEntry entry) {
        addPending();
        entries.add(entry);
    }

    private void addPending() {
        entries.addAll(pending);
        pending.clear();
    }

    private static byte[] whiteout(byte[] directory, Name name) {
        byte[] path = Arrays.copyOf(directory, directory.length + WHITEOUT.length + name.length());
        System.arraycopy(WHITEOUT, 0, path, directory.length, WHITEOUT.length);
        name.copyTo(path, directory.length + WHITEOUT.length);
        return path;
    }

    private static byte[] join(byte[] prefix, Name name, int extra) {
        byte[] path = Arrays.copyOf(prefix, prefix.length + name.length() + extra);
        name.copyTo(path, prefix.length);
        return path;
    }
}
