package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Symlink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Paths that are to be kept alone, with what they need: what is below them, the directories and symbolic links on the way,
 * and in the same way the targets of all links among it.
 */
final class KeptPaths {
    /** As many links as Linux follows in one path. */
    private static final int MAX_LINKS = 40;

    private final Directory root;
    private final Set<Entry> onTheWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Entry> whole = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Place> links = new ArrayDeque<>();
    private boolean rootIsWhole;

    /** An entry, and the directories that lead to it, without the root. */
    private record Place(List<Entry> parents, Entry entry) {}

    KeptPaths(FileTree tree) {
        this.root = tree.root();
    }

    /** Whether an entry stays, of a directory perhaps nothing but itself. */
    boolean isNeeded(Entry entry) {
        return rootIsWhole || onTheWay.contains(entry) || whole.contains(entry);
    }

    /** Keeps a directory but nothing in it, and what leads there. */
    void keepItself(ImagePath path) {
        keep(List.of(), path.names(), false);
    }

    /** Keeps a path; returns whether there is such a file. A link need not lead anywhere. */
    boolean keep(ImagePath path) {
        boolean exists = keep(List.of(), path.names(), true);
        while (!links.isEmpty()) {
            Place place = links.pop();
            byte[] target = ((Symlink) place.entry().inode()).target();
            keep(isAbsolute(target) ? List.of() : place.parents(), ImagePath.components(target), true);
        }
        return exists;
    }

    /** @param whole whether what the path leads to is kept with all below; if not, a link in its end is followed */
    private boolean keep(List<Entry> start, List<Name> names, boolean whole) {
        List<Entry> walked = new ArrayList<>(start);
        Deque<Name> pending = new ArrayDeque<>(names);
        int followed = 0;
        while (!pending.isEmpty()) {
            Name name = pending.pop();
            if (name.is("..")) {
                walked.subList(Math.max(0, walked.size() - 1), walked.size()).clear();
                continue;
            }
            Optional<Entry> entry = directory(walked).find(name);
            if (entry.isEmpty()) {
                return false;
            }
            onTheWay.add(entry.get());
            if (entry.get().inode() instanceof Directory) {
                walked.add(entry.get());
            } else if (pending.isEmpty() && whole) {
                keepWhole(new Place(walked, entry.get()));
                return true;
            } else if (!(entry.get().inode() instanceof Symlink link) || ++followed > MAX_LINKS) {
                return false;
            } else {
                follow(link, walked, pending);
            }
        }
        if (whole) {
            keepDirectory(walked);
        }
        return true;
    }

    private Directory directory(List<Entry> walked) {
        return walked.isEmpty() ? root : (Directory) walked.getLast().inode();
    }

    private static void follow(Symlink link, List<Entry> walked, Deque<Name> pending) {
        if (isAbsolute(link.target())) {
            walked.clear();
        }
        ImagePath.components(link.target()).reversed().forEach(pending::push);
    }

    private static boolean isAbsolute(byte[] target) {
        return target.length > 0 && target[0] == '/';
    }

    private void keepDirectory(List<Entry> walked) {
        if (walked.isEmpty()) {
            rootIsWhole = true;
        } else {
            keepWhole(new Place(walked.subList(0, walked.size() - 1), walked.getLast()));
        }
    }

    /** Everything below it too, each once. */
    private void keepWhole(Place place) {
        Deque<Place> left = new ArrayDeque<>(List.of(place));
        while (!left.isEmpty()) {
            Place next = left.pop();
            if (!whole.add(next.entry())) {
                continue;
            }
            if (next.entry().inode() instanceof Directory directory) {
                List<Entry> parents = new ArrayList<>(next.parents());
                parents.add(next.entry());
                directory.entries().forEach(child -> left.push(new Place(parents, child)));
            } else if (next.entry().inode() instanceof Symlink) {
                links.push(new Place(List.copyOf(next.parents()), next.entry()));
            }
        }
    }
}
