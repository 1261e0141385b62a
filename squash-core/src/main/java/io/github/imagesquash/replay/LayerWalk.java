// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Symlink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Walks to one directory of a layer that is being unpacked: the layer's own entries take precedence over those of lower
 * layers. A symbolic link of the layer is followed. A link or file of a lower layer is followed or replaced by a new
 * directory, as {@link SymlinkParents} says. Nothing is changed.
 */
final class LayerWalk {
    private static final int MAX_LINKS = 40;

    private final boolean follows;
    private final boolean strict;
    private final Predicate<ImagePath> hidden;
    private final List<Step> walked = new ArrayList<>();
    private final Deque<Name> pending = new ArrayDeque<>();
    private int links;
    /** The number of pending names that come from a link's target. */
    private int fromLink;

    private Way way = Way.DIRECT;

    /** The kinds of paths to a directory. */
    enum Way {
        /** Only directories and missing names. */
        DIRECT,
        /** A symbolic link of a lower layer. */
        THROUGH_LINK,
        /** A file of a lower layer. */
        BELOW_FILE,
        /** A file below which no directory can be created. */
        NOWHERE
    }

    /** The purpose of the walk. */
    enum Purpose {
        /** To add an entry: missing directories are created, and files of lower layers are replaced. */
        ADD,
        /** To hide a path of the lower layers: nothing is hidden behind links to nothing, or below files. */
        HIDE
    }

    /**
     * The directory that a path of the layer leads to.
     *
     * @param directory its path, without followed links
     * @param lower the lower layers' file there
     * @param way the kind of path
     */
    record Place(ImagePath directory, Optional<Directory> lower, Way way) {}

    /** A directory on the way, and the length of its path in bytes, with a trailing slash. */
    private record Step(Name name, int length, Optional<Directory> own, Optional<Directory> lower) {}

    /**
     * Starts at the root.
     *
     * @param own the layer's entries so far
     * @param lower the tree of the lower layers
     * @param hidden the paths at which whiteouts of the layer have already hidden a link
     */
    LayerWalk(Directory own, Directory lower, SymlinkParents rule, Purpose purpose, Predicate<ImagePath> hidden) {
        this.follows = rule == SymlinkParents.FOLLOW;
        this.strict = follows && purpose == Purpose.HIDE;
        this.hidden = hidden;
        walked.add(new Step(Name.of(""), 0, Optional.of(own), Optional.of(lower)));
    }

    /** The directory that a path means. */
    Place to(ImagePath directory) {
        pending.addAll(directory.names());
        while (!pending.isEmpty() && way != Way.NOWHERE) {
            boolean ofLink = fromLink > 0;
            fromLink = Math.max(0, fromLink - 1);
            step(pending.pop(), ofLink);
        }
        return new Place(path(), walked.getLast().lower(), way);
    }

    private ImagePath path() {
        return new ImagePath(walked.stream().skip(1).map(Step::name).toList());
    }

    private void step(Name name, boolean ofLink) {
        if (name.is("..")) {
            if (walked.size() > 1) {
                walked.removeLast();
            }
            return;
        }
        Step here = walked.getLast();
        Optional<Inode> own = find(here.own(), name);
        Optional<Inode> lower = find(here.lower(), name);
        if (here.length() + name.length() > ImagePath.MAX_LENGTH || isFile(own)) {
            way = Way.NOWHERE;
        } else if (own.isPresent() && own.get() instanceof Symlink link) {
            follow(link);
        } else if (own.isPresent() || lower.isEmpty() || lower.get() instanceof Directory) {
            enter(name, own, lower, ofLink);
        } else if (lower.get() instanceof Symlink link) {
            throughLink(name, link);
        } else {
            way = strict ? Way.NOWHERE : Way.BELOW_FILE;
            push(name, Optional.empty(), Optional.empty());
        }
    }

    private static Optional<Inode> find(Optional<Directory> directory, Name name) {
        return directory.isPresent() ? directory.get().find(name).map(Entry::inode) : Optional.empty();
    }

    private void push(Name name, Optional<Directory> own, Optional<Directory> lower) {
        walked.add(new Step(name, walked.getLast().length() + name.length() + 1, own, lower));
    }

    private static boolean isFile(Optional<Inode> own) {
        return own.isPresent() && !(own.get() instanceof Directory) && !(own.get() instanceof Symlink);
    }

    /** A link to nothing leads nowhere; missing directories behind a link can be created. */
    private void enter(Name name, Optional<Inode> own, Optional<Inode> lower, boolean ofLink) {
        if (strict && ofLink && own.isEmpty() && lower.isEmpty()) {
            way = Way.NOWHERE;
        }
        push(name, directory(own), directory(lower));
    }

    private static Optional<Directory> directory(Optional<Inode> inode) {
        return inode.isPresent() && inode.get() instanceof Directory found ? Optional.of(found) : Optional.empty();
    }

    private void throughLink(Name name, Symlink link) {
        way = Way.THROUGH_LINK;
        if (follows && !hidden.test(path().child(name))) {
            follow(link);
        } else {
            push(name, Optional.empty(), Optional.empty());
        }
    }

    private void follow(Symlink link) {
        if (++links > MAX_LINKS) {
            way = Way.NOWHERE;
            return;
        }
        if (link.target().length > 0 && link.target()[0] == '/') {
            walked.subList(1, walked.size()).clear();
        }
        List<Name> names = ImagePath.components(link.target());
        names.reversed().forEach(pending::push);
        fromLink += names.size();
    }
}
