// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Device;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.Fifo;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Applies one changeset to the tree: first removes, then adds (layer.md, "Applying Changesets"). */
final class ChangesetReplay {
    private static final String AUFS_LINKS = ".wh..wh.plnk";
    /** The largest PAX header that engines read. */
    private static final int MAX_RECORDS = 1 << 20;

    private final MergedTree merged;
    private final Changeset changeset;
    private final SymlinkParents symlinkParents;
    private final boolean lenient;
    private final Map<Name, Inode> aufsInodes = new HashMap<>();
    private final WhiteoutTargets removals;

    ChangesetReplay(MergedTree merged, Changeset changeset, SymlinkParents symlinkParents, boolean lenient) {
        this.merged = merged;
        this.changeset = changeset;
        this.symlinkParents = symlinkParents;
        this.lenient = lenient;
        this.removals = new WhiteoutTargets(merged, changeset, symlinkParents);
    }

    /** Changes the tree to its state with this layer on top. */
    void apply() throws InvalidImageException {
        merged.begin(changeset.layer());
        removals.apply();
        WhiteoutDirectories directories = new WhiteoutDirectories(merged, changeset, symlinkParents, removals);
        int position = 0;
        directories.makeAt(position);
        for (TarEntry entry : changeset.additions()) {
            add(entry);
            directories.makeAt(++position);
        }
        directories.warnOfEmpty();
    }

    private void add(TarEntry entry) throws InvalidImageException {
        TarHeader header = entry.header();
        ImagePath path = ImagePath.clean(header.name());
        if (path.isRoot()) {
            merged.tree().describeRoot(Attributes.of(header), changeset.layer());
            return;
        }
        Directory parent = walk(header).make(path);
        Optional<Entry> existing = parent.find(path.last());
        if (existing.isPresent() && existing.get().layer() == changeset.layer()) {
            warn(Warning.Kind.DUPLICATE_ENTRY, header);
        }
        if (header.type() == EntryType.HARD_LINK) {
            link(header, parent, path.last(), existing);
        } else if (header.type() == EntryType.DIRECTORY) {
            directory(header, parent, path, existing);
        } else {
            merged.put(parent, path.last(), inode(entry), changeset.layer());
        }
    }

    private void directory(TarHeader header, Directory parent, ImagePath path, Optional<Entry> existing) {
        if (removals.tookDirectory(path)) {
            warn(Warning.Kind.WHITEOUT_BESIDE_DIRECTORY, header);
        }
        if (existing.isPresent() && existing.get().inode() instanceof Directory directory) {
            merged.describeAgain(parent, existing.get());
            directory.setAttributes(Attributes.of(header));
        } else {
            merged.put(parent, path.last(), new Directory(Attributes.of(header)), changeset.layer());
        }
    }

    private void link(TarHeader header, Directory parent, Name name, Optional<Entry> existing)
            throws InvalidImageException {
        ImagePath target = ImagePath.clean(header.linkName());
        Optional<Inode> inode = isAufsLink(target) ? aufsInode(target.last()) : linked(header, target, existing);
        if (inode.isEmpty()) {
            warn(Warning.Kind.DROPPED_LINK, header);
            return;
        }
        Attributes attributes = inode.get().attributes().linkedBy(Attributes.of(header));
        if (attributes.records().bytes() > MAX_RECORDS) {
            throw refuse(header, "gives its file more than " + MAX_RECORDS + " bytes of attributes with all its links");
        }
        inode.get().setAttributes(attributes);
        merged.put(parent, name, inode.get(), changeset.layer());
    }

    /** The target of a hard link; empty only if links that cannot be made are allowed. */
    private Optional<Inode> linked(TarHeader header, ImagePath target, Optional<Entry> existing)
            throws InvalidImageException {
        Optional<Entry> found =
                target.isRoot() ? Optional.empty() : walk(header).find(target);
        String problem = target.isRoot()
                ? "is a directory"
                : found.map(entry -> problemWith(entry, existing)).orElse("does not exist");
        if (problem.isEmpty()) {
            if (ImagePath.leavesRoot(header.linkName())) {
                warn(Warning.Kind.CLAMPED_LINK, header);
            }
            return found.map(Entry::inode);
        }
        if (!lenient) {
            throw refuse(
                    header,
                    "hard link to \"" + Printable.of(header.linkName()) + "\", which " + problem
                            + "; --lenient leaves the link out");
        }
        return Optional.empty();
    }

    private static String problemWith(Entry target, Optional<Entry> existing) {
        if (target.inode() instanceof Directory) {
            return "is a directory";
        }
        return existing.isPresent() && existing.get() == target ? "is the link itself" : "";
    }

    /** Whether a hard link's target is a file that AUFS kept for it. */
    static boolean isAufsLink(ImagePath target) {
        return target.names().size() == 2 && target.names().getFirst().is(AUFS_LINKS);
    }

    private Optional<Inode> aufsInode(Name name) {
        Optional<TarEntry> kept = Optional.ofNullable(changeset.aufsFiles().get(name));
        return kept.map(entry -> aufsInodes.computeIfAbsent(name, first -> inode(entry)));
    }

    private Inode inode(TarEntry entry) {
        TarHeader header = entry.header();
        Attributes attributes = Attributes.of(header);
        return switch (header.type()) {
            case REGULAR, HARD_LINK -> new RegularFile(attributes, changeset.tar(), entry);
            case SYMLINK -> new Symlink(attributes, header.linkName());
            case CHARACTER_DEVICE -> new Device(attributes, false, header.deviceMajor(), header.deviceMinor());
            case BLOCK_DEVICE -> new Device(attributes, true, header.deviceMajor(), header.deviceMinor());
            case DIRECTORY -> new Directory(attributes);
            case FIFO -> new Fifo(attributes);
        };
    }

    private ParentPath walk(TarHeader header) {
        return new ParentPath(merged, symlinkParents, changeset.layer(), new ParentPath.Notices() {
            @Override
            public void warn(Warning.Kind kind) {
                ChangesetReplay.this.warn(kind, header);
            }

            @Override
            public InvalidImageException refuse(String problem) {
                return ChangesetReplay.this.refuse(header, problem);
            }
        });
    }

    private void warn(Warning.Kind kind, TarHeader header) {
        changeset.warnings().add(kind, changeset.layer(), Printable.of(header.name()));
    }

    private InvalidImageException refuse(TarHeader header, String problem) {
        return new InvalidImageException(
                changeset.where() + ": entry \"" + Printable.of(header.name()) + "\"", problem);
    }
}
