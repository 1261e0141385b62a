// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The directories that take the place of packages in an image without a package database. Each has all files below it,
 * except a directory with files of many packages, such as {@code /usr/bin}, which has only those directly in it.
 */
final class DirectoryUnits {
    private final SlimData data;
    private final Map<ImagePath, Unit> units = new TreeMap<>();

    /** The files of a directory, and those of them that were counted. */
    private static final class Unit {
        private final List<ImagePath> files = new ArrayList<>();
        private final Set<Inode> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        private long bytes;

        void add(ImagePath path, Inode inode) {
            files.add(path);
            if (counted.add(inode)) {
                bytes += inode.size();
            }
        }
    }

    /** A directory, and the unit that its files belong to. */
    private record Place(ImagePath path, Directory directory, ImagePath unit) {}

    private DirectoryUnits(SlimData data) {
        this.data = data;
    }

    /** All directories with files of a tree. */
    static PackageOwners in(FileTree tree, SlimData data) {
        DirectoryUnits found = new DirectoryUnits(data);
        found.walk(tree.root());
        PackageOwners owners = new PackageOwners();
        found.units.forEach((path, unit) -> owners.add(record(path), PackageContents.listed(unit.files, unit.bytes)));
        return owners;
    }

    /** The directories as packages that need nothing; their names are their paths. */
    private static PackageRecord record(ImagePath path) {
        String name = "/" + RawText.of(path.bytes());
        return new PackageRecord(name, "", "", false, true, List.of(), List.of(), List.of());
    }

    private void walk(Directory root) {
        Deque<Place> left = new ArrayDeque<>();
        left.push(new Place(ImagePath.ROOT, root, ImagePath.ROOT));
        while (!left.isEmpty()) {
            Place place = left.pop();
            for (Entry entry : place.directory().sortedEntries()) {
                ImagePath path = place.path().child(entry.name());
                if (entry.inode() instanceof Directory directory) {
                    boolean shared = data.isShared(place.unit()) || data.isShared(path);
                    left.push(new Place(path, directory, shared ? path : place.unit()));
                } else {
                    units.computeIfAbsent(place.unit(), _ -> new Unit()).add(path, entry.inode());
                }
            }
        }
    }
}
