// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.Fifo;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Symlink;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A layer unpacked on its own, entry by entry, as far as it determines the meaning of its whiteouts' paths: its
 * directories, its symbolic links, and a pipe for each file of any type.
 */
final class UnpackedLayer {
    private final FileTree own = new FileTree();
    private final FileTree lower;
    private final SymlinkParents rule;
    private final List<TarEntry> entries;
    private final Map<Name, TarEntry> aufsFiles;
    private final Set<ImagePath> hiddenNames = new HashSet<>();
    private final Set<ImagePath> hiddenContents = new HashSet<>();
    private int added;

    /** @param lower the tree of the lower layers */
    UnpackedLayer(Changeset changeset, FileTree lower, SymlinkParents rule) {
        this.lower = lower;
        this.rule = rule;
        this.aufsFiles = changeset.aufsFiles();
        this.entries = decides(changeset, rule) ? changeset.additions() : List.of();
    }

    /**
     * Whether entries of a layer can change the meaning of its whiteouts' paths. Directories cannot, unless links of
     * lower layers are followed; files with names that occur in no whiteout's path cannot either.
     */
    private static boolean decides(Changeset changeset, SymlinkParents rule) {
        if (rule == SymlinkParents.FOLLOW || changeset.whiteouts().isEmpty()) {
            return rule == SymlinkParents.FOLLOW;
        }
        Set<Name> names = new HashSet<>();
        changeset
                .whiteouts()
                .forEach(whiteout -> names.addAll(whiteout.directory().names()));
        return changeset.additions().stream()
                .filter(entry -> entry.header().type() != EntryType.DIRECTORY)
                .map(entry -> ImagePath.clean(entry.header().name()))
                .anyMatch(path -> names.contains(path.last()));
    }

    /** The directory in which a whiteout hides something, after the entries before it. No whiteout may be skipped. */
    LayerWalk.Place place(Whiteout whiteout) {
        while (added < Math.min(whiteout.position(), entries.size())) {
            add(entries.get(added++).header());
        }
        LayerWalk.Place place = walk(whiteout.directory(), LayerWalk.Purpose.HIDE);
        if (place.way() == LayerWalk.Way.NOWHERE) {
            return place;
        }
        switch (whiteout.kind()) {
            case NAME -> hiddenNames.add(place.directory().child(whiteout.path().last()));
            case CONTENT -> hiddenContents.add(place.directory());
        }
        return place;
    }

    private LayerWalk.Place walk(ImagePath directory, LayerWalk.Purpose purpose) {
        return new LayerWalk(own.root(), lower.root(), rule, purpose, this::isHidden).to(directory);
    }

    private boolean isHidden(ImagePath link) {
        for (ImagePath path = link; !path.isRoot(); path = path.parent()) {
            if (hiddenNames.contains(path) || hiddenContents.contains(path.parent())) {
                return true;
            }
        }
        return false;
    }

    private void add(TarHeader header) {
        ImagePath path = ImagePath.clean(header.name());
        if (path.isRoot()) {
            return;
        }
        LayerWalk.Place place = walk(path.parent(), LayerWalk.Purpose.ADD);
        // An entry below a file of its own layer is refused when it is added.
        if (place.way() != LayerWalk.Way.NOWHERE) {
            inode(header).ifPresent(inode -> put(made(place.directory()), path.last(), inode));
        }
    }

    private Directory made(ImagePath path) {
        Directory directory = own.root();
        for (Name name : path.names()) {
            Optional<Inode> there = directory.find(name).map(Entry::inode);
            if (there.isPresent() && there.get() instanceof Directory next) {
                directory = next;
            } else {
                Directory next = new Directory(Attributes.IMPLIED);
                put(directory, name, next);
                directory = next;
            }
        }
        return directory;
    }

    private static void put(Directory directory, Name name, Inode inode) {
        Optional<Inode> there = directory.find(name).map(Entry::inode);
        if (inode instanceof Directory && there.isPresent() && there.get() instanceof Directory) {
            return;
        }
        there.ifPresent(old -> directory.remove(name, gone -> {}));
        directory.add(name, inode, 0);
    }

    /** The inode of an entry; empty if it is a hard link that cannot be made. */
    private Optional<Inode> inode(TarHeader header) {
        return switch (header.type()) {
            case DIRECTORY -> Optional.of(new Directory(Attributes.IMPLIED));
            case SYMLINK -> Optional.of(new Symlink(Attributes.IMPLIED, header.linkName()));
            case HARD_LINK -> linked(ImagePath.clean(header.linkName()));
            case REGULAR, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> Optional.of(new Fifo(Attributes.IMPLIED));
        };
    }

    private Optional<Inode> linked(ImagePath target) {
        if (target.isRoot()) {
            return Optional.empty();
        }
        if (ChangesetReplay.isAufsLink(target)) {
            return Optional.ofNullable(aufsFiles.get(target.last())).map(kept -> new Fifo(Attributes.IMPLIED));
        }
        ImagePath found =
                walk(target.parent(), LayerWalk.Purpose.HIDE).directory().child(target.last());
        return own.lookUp(found)
                .or(() -> lower.lookUp(found))
                .map(inode -> inode instanceof Symlink link
                        ? new Symlink(Attributes.IMPLIED, link.target())
                        : new Fifo(Attributes.IMPLIED));
    }
}
