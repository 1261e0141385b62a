package io.github.imagesquash.group;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A tree taken apart into what can be put into layers.
 *
 * @param units in canonical order, so that neighbours in the tree are neighbours here
 * @param places the directories they are in, by their numbers
 */
record Units(List<Unit> units, List<Place> places) {
    Units {
        units = List.copyOf(units);
        places = List.copyOf(places);
    }

    /** Those of a tree. */
    static Units of(FileTree tree) {
        Collecting collecting = new Collecting();
        long root = tree.isRootDescribed() ? EntrySize.of(2, tree.root()) : 0;
        Place place = collecting.place(0, ImagePath.ROOT, root);
        collecting.walk(tree.root(), place);
        return new Units(collecting.units, collecting.places);
    }

    /** The walk through a tree. */
    private static final class Collecting {
        private final List<Unit> units = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private final Set<Inode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        Place place(int above, ImagePath path, long bytes) {
            Place place = new Place(places.size(), above, path, bytes);
            places.add(place);
            return place;
        }

        void walk(Directory directory, Place place) {
            List<Entry> sorted = directory.sortedEntries();
            for (Entry entry : sorted) {
                if (entry.inode() instanceof Directory child && !child.entries().isEmpty()) {
                    ImagePath path = place.path().child(entry.name());
                    walk(child, place(place.number(), path, EntrySize.of(path.length() + 1, child)));
                } else if (entry.inode() instanceof Directory) {
                    add(entry, place);
                }
            }
            for (Entry entry : sorted) {
                boolean first = entry.inode().links() == 1 || seen.add(entry.inode());
                if (!(entry.inode() instanceof Directory) && first) {
                    add(entry, place);
                }
            }
        }

        private void add(Entry entry, Place place) {
            Inode inode = entry.inode();
            int length = place.path().length() + 1 + entry.name().length() + 1;
            // Further names of a hard-linked inode may be anywhere; none is longer than a path can be.
            long more = inode.links() < 2 ? 0 : (inode.links() - 1) * EntrySize.of(2 * ImagePath.MAX_LENGTH, inode);
            units.add(new Unit(
                    place, entry.name(), inode, EntrySize.of(length, inode) + EntrySize.padded(inode.size()) + more));
        }
    }
}
