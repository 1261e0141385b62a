// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Symlink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Paths to keep, with what they need: everything below them, the directories and symbolic links on the way, and
 * likewise the targets of all links among these. Each entry has the first reason for which it was kept.
 */
final class KeptPaths {
    /** The number of links that Linux follows in one path. */
    private static final int MAX_LINKS = 40;

    private final Directory root;
    private final Map<Entry, Reason> onTheWay = new IdentityHashMap<>();
    private final Map<Entry, Reason> whole = new IdentityHashMap<>();
    private final Deque<Place> links = new ArrayDeque<>();
    private Optional<Reason> wholeRoot = Optional.empty();

    /** An entry, and the directories that lead to it, without the root. */
    private record Place(List<Entry> parents, Entry entry) {}

    KeptPaths(FileTree tree) {
        this.root = tree.root();
    }

    /** Whether an entry stays; of a directory perhaps only itself. */
    boolean isNeeded(Entry entry) {
        return reason(entry).isPresent();
    }

    /** The reason why an entry stays; empty if nothing keeps it. */
    Optional<Reason> reason(Entry entry) {
        Reason found = whole.getOrDefault(entry, onTheWay.get(entry));
        return found == null ? wholeRoot : Optional.of(found);
    }

    /** The number of kept entries; one that is kept both for itself and with everything below counts twice. */
    int size() {
        return onTheWay.size() + whole.size();
    }

    /** Keeps a directory without its content, and the directories and links that lead there. */
    void keepItself(ImagePath path, Reason reason) {
        keep(List.of(), path.names(), false, reason);
    }

    /**
     * Keeps a path that the user requested; returns whether there is such a file. A link need not have an existing
     * target.
     */
    boolean keep(ImagePath path) {
        return keep(path, new Reason(path, "--only"));
    }

    /** Keeps a path; returns whether there is such a file. A link need not have an existing target. */
    boolean keep(ImagePath path, Reason reason) {
        boolean exists = keep(List.of(), path.names(), true, reason);
        while (!links.isEmpty()) {
            Place place = links.pop();
            byte[] target = ((Symlink) place.entry().inode()).target();
            keep(isAbsolute(target) ? List.of() : place.parents(), ImagePath.components(target), true, reason);
        }
        return exists;
    }

    /** @param whole whether the target is kept with everything below; if not, a link as the last name is followed */
    private boolean keep(List<Entry> start, List<Name> names, boolean whole, Reason reason) {
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
            onTheWay.putIfAbsent(entry.get(), reason);
            if (entry.get().inode() instanceof Directory) {
                walked.add(entry.get());
            } else if (pending.isEmpty() && whole) {
                keepWhole(new Place(walked, entry.get()), reason);
                return true;
            } else if (!(entry.get().inode() instanceof Symlink link) || ++followed > MAX_LINKS) {
                return false;
            } else {
                follow(link, walked, pending);
            }
        }
        if (whole) {
            keepDirectory(walked, reason);
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

    private void keepDirectory(List<Entry> walked, Reason reason) {
        if (walked.isEmpty()) {
            wholeRoot = Optional.of(reason);
        } else {
            keepWhole(new Place(walked.subList(0, walked.size() - 1), walked.getLast()), reason);
        }
    }

    /** Everything below it too, each once. */
    private void keepWhole(Place place, Reason reason) {
        Deque<Place> left = new ArrayDeque<>(List.of(place));
        while (!left.isEmpty()) {
            Place next = left.pop();
            if (whole.putIfAbsent(next.entry(), reason) != null) {
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
