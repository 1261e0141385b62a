// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Symlink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Walks to the directory of an entry of one layer. A symbolic link of the same layer is followed inside the root, as an
 * engine that unpacks the layer would. A link of a lower layer is followed or replaced, as {@link SymlinkParents} says.
 * Missing directories are created.
 */
final class ParentPath {
    /** The number of links that Linux follows in one path (path_resolution(7)). */
    private static final int MAX_LINKS = 40;

    private final MergedTree merged;
    private final SymlinkParents rule;
    private final int layer;
    private final Notices notices;
    private final List<Step> walked = new ArrayList<>();
    private final Deque<Name> pending = new ArrayDeque<>();
    private int links;

    /** A directory on the way, and the length of its path in bytes, with a trailing slash. */
    private record Step(Directory directory, int length) {}

    /** Receives warnings and refusals about the present entry. */
    interface Notices {
        void warn(Warning.Kind kind);

        InvalidImageException refuse(String problem);
    }

    ParentPath(MergedTree merged, SymlinkParents rule, int layer, Notices notices) {
        this.merged = merged;
        this.rule = rule;
        this.layer = layer;
        this.notices = notices;
        walked.add(new Step(merged.tree().root(), 0));
    }

    /** The directory that contains a path; created if it does not exist. */
    Directory make(ImagePath path) throws InvalidImageException {
        Directory directory = makeDirectory(path.parent());
        requireLength(path.last());
        return directory;
    }

    /** The directory at a path; created if it does not exist. */
    Directory makeDirectory(ImagePath path) throws InvalidImageException {
        pending.addAll(path.names());
        while (!pending.isEmpty()) {
            Name name = pending.pop();
            if (name.is("..")) {
                up();
                continue;
            }
            Optional<Entry> entry = here().find(name);
            if (entry.isEmpty()) {
                enter(implied(name));
            } else if (entry.get().inode() instanceof Directory) {
                enter(entry.get());
            } else if (entry.get().inode() instanceof Symlink link) {
                throughLink(entry.get(), link);
            } else {
                throughFile(entry.get());
            }
        }
        return here();
    }

    /** The entry at the target of a hard link: links on the way are followed, a link as the last name is not. */
    Optional<Entry> find(ImagePath path) throws InvalidImageException {
        pending.addAll(path.parent().names());
        while (!pending.isEmpty()) {
            Name name = pending.pop();
            if (name.is("..")) {
                up();
                continue;
            }
            Optional<Entry> entry = here().find(name);
            if (entry.isPresent() && entry.get().inode() instanceof Directory) {
                enter(entry.get());
            } else if (entry.isPresent() && entry.get().inode() instanceof Symlink link) {
                follow(link);
            } else {
                return Optional.empty();
            }
        }
        return here().find(path.last());
    }

    private void throughLink(Entry entry, Symlink link) throws InvalidImageException {
        boolean ownLink = entry.layer() == layer;
        if (!ownLink) {
            notices.warn(Warning.Kind.SYMLINKED_PARENT);
        }
        if (ownLink || rule == SymlinkParents.FOLLOW) {
            follow(link);
        } else {
            replaceByDirectory(entry);
        }
    }

    private void throughFile(Entry entry) throws InvalidImageException {
        if (entry.layer() == layer) {
            throw notices.refuse("its parent \"" + entry.name() + "\" is not a directory in the same layer");
        }
        notices.warn(Warning.Kind.FILE_AS_PARENT);
        replaceByDirectory(entry);
    }

    private void replaceByDirectory(Entry entry) throws InvalidImageException {
        enter(implied(entry.name()));
    }

    private Entry implied(Name name) throws InvalidImageException {
        if (!merged.hasRoomFor(walked.getLast().length() + name.length())) {
            throw notices.refuse("needs directories that no entry describes, and their paths take more than "
                    + (MergedTree.MOST_IMPLIED >> 20) + " MiB in all");
        }
        return merged.imply(here(), name);
    }

    private void follow(Symlink link) throws InvalidImageException {
        if (++links > MAX_LINKS) {
            throw notices.refuse("more than " + MAX_LINKS + " symbolic links on the way to its parent");
        }
        if (link.target().length > 0 && link.target()[0] == '/') {
            walked.subList(1, walked.size()).clear();
        }
        ImagePath.components(link.target()).reversed().forEach(pending::push);
    }

    private Directory here() {
        return walked.getLast().directory();
    }

    private void enter(Entry entry) throws InvalidImageException {
        requireLength(entry.name());
        int length = walked.getLast().length() + entry.name().length() + 1;
        walked.add(new Step((Directory) entry.inode(), length));
    }

    /** Links can lead deeper than the longest path, repeatedly. */
    private void requireLength(Name name) throws InvalidImageException {
        if (walked.getLast().length() + name.length() > ImagePath.MAX_LENGTH) {
            throw notices.refuse(
                    "leads through symbolic links to a path of more than " + ImagePath.MAX_LENGTH + " bytes");
        }
    }

    private void up() {
        if (walked.size() > 1) {
            walked.removeLast();
        }
    }
}
