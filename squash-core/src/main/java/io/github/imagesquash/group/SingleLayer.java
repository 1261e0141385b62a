// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    /** The place of a directory that has no entry yet; it gets one with the first entry below it. */
    private static final int UNWRITTEN = -2;

    private final TreeDelta difference;
    private final List<PlannedEntry> entries = new ArrayList<>();
    private final List<HeldLink> links = new ArrayList<>();
    private final Map<Inode, byte[]> firstNames = new IdentityHashMap<>();
    private final Set<Inode> copied = Collections.newSetFromMap(new IdentityHashMap<>());
    private int[] directories = new int[64];

    private SingleLayer(TreeDelta difference) {
        this.difference = difference;
    }

    /** A directory on the way from the root to where the walk is. */
    private static final class Open {
        private final Optional<Open> above;
        private final PlannedEntry own;
        private final byte[] prefix;
        private int position;

        Open(Optional<Open> above, PlannedEntry own, byte[] prefix, int position) {
            this.above = above;
            this.own = own;
            this.prefix = prefix;
            this.position = position;
        }
    }

    /** A further name of an inode, and its directory. */
    private record HeldLink(PlannedEntry.Link link, Open directory) {}

    /** All of a tree. */
    public static LayerPlan.New of(FileTree tree) {
        return of(TreeDelta.all(tree));
    }

    /** What a tree has, and has no more, that another one had. */
    public static LayerPlan.New of(TreeDelta difference) {
        return planned(difference).plan();
    }

    /** The same with the directory of each entry, so that it can be taken apart. */
    static SingleLayer planned(TreeDelta difference) {
        SingleLayer layer = new SingleLayer(difference);
        FileTree tree = difference.tree();
        PlannedEntry own = new PlannedEntry.Node(new byte[] {'.', '/'}, tree.root());
        Open root = new Open(Optional.empty(), own, ImagePath.ROOT.bytes(), -1);
        if (difference.describesRoot()) {
            layer.put(own, -1);
            root.position = 0;
        }
        layer.findCopied(difference.lower(), tree.root());
        layer.walk(difference.lower(), tree.root(), root);
        layer.links.forEach(held -> layer.put(held.link(), held.directory().position));
        return layer;
    }

    LayerPlan.New plan() {
        return new LayerPlan.New("", entries);
    }

    List<PlannedEntry> entries() {
        return entries;
    }

    /** Whether the first entry is the root's. */
    boolean describesRoot() {
        return difference.describesRoot();
    }

    /** The index of the entry of the directory that an entry is in; negative for the root if it has none. */
    int directory(int position) {
        return directories[position];
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

    private void walk(Snapshot lower, Directory directory, Open here) {
        for (Snapshot.Named named : lower.entries()) {
            if (directory.find(named.name()).isEmpty()) {
                add(new PlannedEntry.Whiteout(whiteout(here.prefix, named.name())), here);
            }
        }
        List<Entry> sorted = directory.sortedEntries();
        for (Entry entry : sorted) {
            if (entry.inode() instanceof Directory child) {
                directory(lower.find(entry.name()), entry, child, here);
            }
        }
        for (Entry entry : sorted) {
            boolean still = lower.find(entry.name()).orElse(Snapshot.EMPTY).isStill(entry.inode());
            if (!(entry.inode() instanceof Directory) && !(still && !copied.contains(entry.inode()))) {
                file(join(here.prefix, entry.name(), 0), entry.inode(), here);
            }
        }
    }

    private void directory(Optional<Snapshot> below, Entry entry, Directory directory, Open above) {
        byte[] path = join(above.prefix, entry.name(), 1);
        path[path.length - 1] = '/';
        Open here = new Open(Optional.of(above), new PlannedEntry.Node(path, directory), path, UNWRITTEN);
        // Not the inode: one that was taken away and made again, with the same attributes, is nothing new.
        boolean same = below.filter(Snapshot::isDirectory)
                .filter(was -> was.attributes().equals(directory.attributes()))
                .isPresent();
        if (entry.layer() > difference.kept() || !same) {
            write(here);
        }
        walk(below.orElse(Snapshot.EMPTY), directory, here);
    }

    private void file(byte[] path, Inode inode, Open here) {
        if (inode.links() > 1 && firstNames.containsKey(inode)) {
            write(here);
            links.add(new HeldLink(new PlannedEntry.Link(path, inode.attributes(), firstNames.get(inode)), here));
            return;
        }
        if (inode.links() > 1) {
            firstNames.put(inode, path);
        }
        add(new PlannedEntry.Node(path, inode), here);
    }

    private void add(PlannedEntry entry, Open directory) {
        write(directory);
        put(entry, directory.position);
    }

    /** Gives a directory, and those above it, an entry, unless they have one. */
    private void write(Open directory) {
        if (directory.position == UNWRITTEN) {
            Open above = directory.above.orElseThrow();
            write(above);
            directory.position = entries.size();
            put(directory.own, above.position);
        }
    }

    private void put(PlannedEntry entry, int directory) {
        if (entries.size() == directories.length) {
            directories = Arrays.copyOf(directories, 2 * directories.length);
        }
        directories[entries.size()] = directory;
        entries.add(entry);
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
