// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Resolves paths as a process in a chroot would (path_resolution(7)): symbolic links are followed, and neither they nor
 * {@code ..} lead out of the root.
 */
public final class PathResolver {
    /** The number of links that Linux follows in one path. */
    private static final int MAX_LINKS = 40;

    private final List<Step> roots = new ArrayList<>();
    private final Predicate<Entry> visible;

    /** Where a path leads. */
    public sealed interface Outcome {}

    /**
     * A file that a path led to.
     *
     * @param path its path from the root of the tree, without links on the way
     * @param inode its inode
     */
    public record Found(ImagePath path, Inode inode) implements Outcome {}

    /**
     * A path that leads to a name which does not exist.
     *
     * @param path the missing path, without links on the way
     * @param directory the directory that has no such name
     */
    public record Missing(ImagePath path, Directory directory) implements Outcome {}

    /**
     * A path that goes on below a file.
     *
     * @param file the file, without links on the way
     */
    public record BelowFile(ImagePath file) implements Outcome {}

    /**
     * A path with more links than Linux follows, such as one that leads to itself.
     *
     * @param link the link that is not followed, without links on the way
     */
    public record TooManyLinks(ImagePath link) implements Outcome {}

    /** A directory on the way, and its name. */
    private record Step(Name name, Directory directory) {}

    /** Resolves from the tree's root. */
    public PathResolver(FileTree tree) {
        this(tree, ImagePath.ROOT);
    }

    /** Resolves from the tree's root, using only entries that a condition accepts. */
    public PathResolver(FileTree tree, Predicate<Entry> visible) {
        this(tree, ImagePath.ROOT, visible);
    }

    /**
     * Resolves from a directory, which no path leaves.
     *
     * @throws IllegalArgumentException if there is no such directory
     */
    public PathResolver(FileTree tree, ImagePath root) {
        this(tree, root, _ -> true);
    }

    private PathResolver(FileTree tree, ImagePath root, Predicate<Entry> visible) {
        this.visible = visible;
        Directory directory = tree.root();
        roots.add(new Step(Name.of(""), directory));
        for (Name name : root.names()) {
            directory = directory
                    .find(name)
                    .map(Entry::inode)
                    .filter(Directory.class::isInstance)
                    .map(Directory.class::cast)
                    .orElseThrow(() -> new IllegalArgumentException("not a directory: " + root));
            roots.add(new Step(name, directory));
        }
    }

    /** The file that a path names. Links on the way are followed, a link as the last name is not, as in lstat(2). */
    public Optional<Found> find(byte[] path) {
        return found(outcome(path, false));
    }

    /** The file that a path leads to, following all links, as in stat(2). */
    public Optional<Found> follow(byte[] path) {
        return found(outcome(path, true));
    }

    /**
     * The file that a path leads to, following all links.
     *
     * @param links receives each followed link, by its path without links on the way
     */
    public Optional<Found> follow(byte[] path, Consumer<ImagePath> links) {
        return found(new Walk(true, links).to(path));
    }

    /**
     * The file that a path leads to, or why there is none.
     *
     * @param followLast whether a link as the last name is followed too
     */
    public Outcome outcome(byte[] path, boolean followLast) {
        return new Walk(followLast, _ -> {}).to(path);
    }

    private static Optional<Found> found(Outcome outcome) {
        return outcome instanceof Found found ? Optional.of(found) : Optional.empty();
    }

    /** The resolution of one path. */
    private final class Walk {
        private final boolean followLast;
        private final Consumer<ImagePath> links;
        private final List<Step> walked = new ArrayList<>(roots);
        private final Deque<Name> pending = new ArrayDeque<>();
        private int followed;

        Walk(boolean followLast, Consumer<ImagePath> links) {
            this.followLast = followLast;
            this.links = links;
        }

        Outcome to(byte[] path) {
            pending.addAll(ImagePath.components(path));
            while (!pending.isEmpty()) {
                Name name = pending.pop();
                if (name.is("..")) {
                    up();
                    continue;
                }
                Optional<Entry> entry = walked.getLast().directory().find(name).filter(visible);
                if (entry.isEmpty()) {
                    return new Missing(here().child(name), walked.getLast().directory());
                }
                Inode inode = entry.get().inode();
                if (inode instanceof Directory directory) {
                    walked.add(new Step(entry.get().name(), directory));
                } else if (inode instanceof Symlink link && (followLast || !pending.isEmpty())) {
                    if (++followed > MAX_LINKS) {
                        return new TooManyLinks(here().child(name));
                    }
                    links.accept(here().child(name));
                    follow(link);
                } else {
                    ImagePath file = here().child(name);
                    return pending.isEmpty() ? new Found(file, inode) : new BelowFile(file);
                }
            }
            return new Found(here(), walked.getLast().directory());
        }

        private void follow(Symlink link) {
            if (link.target().length > 0 && link.target()[0] == '/') {
                walked.subList(roots.size(), walked.size()).clear();
            }
            ImagePath.components(link.target()).reversed().forEach(pending::push);
        }

        private void up() {
            if (walked.size() > roots.size()) {
                walked.removeLast();
            }
        }

        private ImagePath here() {
            return new ImagePath(
                    walked.subList(1, walked.size()).stream().map(Step::name).toList());
        }
    }
}
