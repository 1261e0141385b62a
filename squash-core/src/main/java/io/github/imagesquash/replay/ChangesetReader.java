// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import static io.github.imagesquash.message.Warning.Kind.AUFS_METADATA;
import static io.github.imagesquash.message.Warning.Kind.CLAMPED_PATH;
import static io.github.imagesquash.message.Warning.Kind.OPAQUE_ATTRIBUTE;
import static io.github.imagesquash.message.Warning.Kind.OVERLAY_ATTRIBUTE;
import static io.github.imagesquash.message.Warning.Kind.ROOTLESS_ATTRIBUTE;
import static io.github.imagesquash.message.Warning.Kind.ROOT_AS_FILE;
import static io.github.imagesquash.message.Warning.Kind.WHITEOUT_DEVICE;
import static io.github.imagesquash.message.Warning.Kind.WHITEOUT_OF_WHITEOUT;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.LayerPass;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import io.github.imagesquash.tar.TarReader;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sorts one layer's tar entries into a {@link Changeset}, only by name, as layer.md ("Whiteouts") requires. */
final class ChangesetReader {
    private static final String PREFIX = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String AUFS_PREFIX = ".wh..wh.";
    private static final String AUFS_LINKS = ".wh..wh.plnk";
    /** NAME_MAX of Linux, beyond which no runtime can create the file. */
    private static final int MAX_NAME = 255;

    /** The longest target that symlink(2) accepts: PATH_MAX without the final NUL. */
    private static final int MAX_TARGET = ImagePath.MAX_LENGTH - 1;

    private final int layer;
    private final String where;
    private final boolean lenient;
    private final Warnings warnings;
    private final EntryContents contents;
    private final List<Whiteout> whiteouts = new ArrayList<>();
    private final List<TarEntry> additions = new ArrayList<>();
    private final Map<Name, TarEntry> aufsFiles = new HashMap<>();
    private long entries;

    /**
     * @param layer the layer's number, 1 for the base
     * @param where its name in messages
     */
    ChangesetReader(int layer, String where, boolean lenient, Warnings warnings, EntryContents contents) {
        this.layer = layer;
        this.where = where;
        this.lenient = lenient;
        this.warnings = warnings;
        this.contents = contents;
    }

    /** Completes the pass; at its end digests are verified, if the pass does that. */
    Changeset read(LayerPass pass) throws IOException {
        try {
            readEntries(pass);
        } catch (IOException | RuntimeException e) {
            pass.requireIntact();
            throw e;
        }
        FileRegion tar = pass.finish();
        return new Changeset(layer, where, whiteouts, additions, aufsFiles, tar, entries, true, warnings);
    }

    private void readEntries(LayerPass pass) throws IOException {
        TarReader reader = new TarReader(pass, where, layer, warnings);
        for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            entries++;
            pass.spend(entry.get());
            sort(entry.get());
            contents.pass(entry.get(), pass);
        }
        reader.finish();
    }

    private void sort(TarEntry entry) throws InvalidImageException {
        TarHeader header = entry.header();
        ImagePath path = path(header.name());
        if (path.isRoot()) {
            root(entry);
        } else if (path.names().getFirst().startsWith(AUFS_PREFIX)
                && !path.names().getFirst().is(OPAQUE)) {
            aufs(entry, path);
        } else if (path.last().startsWith(PREFIX)) {
            requireNoWhiteoutParent(header, path);
            whiteout(header, path);
        } else {
            requireNoWhiteoutParent(header, path);
            node(entry, path);
        }
    }

    /** A name that is empty, or consists of slashes and dots, is the root's, which stays a directory. */
    private void root(TarEntry entry) throws InvalidImageException {
        if (entry.header().type() == EntryType.DIRECTORY) {
            addition(entry, ImagePath.ROOT);
        } else {
            warn(ROOT_AS_FILE, entry.header().name());
        }
    }

    private ImagePath path(byte[] raw) throws InvalidImageException {
        if (ImagePath.leavesRoot(raw)) {
            if (!lenient) {
                throw new InvalidImageException(where(raw), "the path leaves the root; --lenient keeps it inside");
            }
            warn(CLAMPED_PATH, raw);
        }
        ImagePath path = ImagePath.clean(raw);
        // a whiteout's name is never that of a file
        int marker = !path.isRoot() && path.last().startsWith(PREFIX) ? PREFIX.length() : 0;
        requireLength("path", path.length(), ImagePath.MAX_LENGTH + marker, raw);
        for (Name name : path.names()) {
            requireLength("name", name.length(), name.startsWith(PREFIX) ? MAX_NAME + PREFIX.length() : MAX_NAME, raw);
        }
        return path;
    }

    private void requireLength(String what, int length, int most, byte[] raw) throws InvalidImageException {
        if (length > most) {
            throw new InvalidImageException(
                    where(raw), what + " of " + length + " bytes; at most " + most + " are possible");
        }
    }

    private void requireNoWhiteoutParent(TarHeader header, ImagePath path) throws InvalidImageException {
        List<Name> names = path.names();
        for (int i = 0; i < names.size() - 1; i++) {
            if (names.get(i).startsWith(PREFIX)) {
                throw refused(header, "lies below the whiteout \"" + names.get(i) + "\"");
            }
        }
    }

    /** AUFS kept its own files beside the layer's at the root; they are not part of the image. */
    private void aufs(TarEntry entry, ImagePath path) {
        List<Name> names = path.names();
        if (names.size() == 2 && names.getFirst().is(AUFS_LINKS)) {
            aufsFiles.put(names.getLast(), entry);
        }
        boolean known = names.getFirst().is(AUFS_LINKS)
                || names.getFirst().is(".wh..wh.aufs")
                || names.getFirst().is(".wh..wh.orph");
        warn(known ? AUFS_METADATA : WHITEOUT_OF_WHITEOUT, entry.header().name());
    }

    private void whiteout(TarHeader header, ImagePath path) throws InvalidImageException {
        Name marker = path.last();
        if (marker.is(OPAQUE)) {
            hide(Whiteout.Kind.CONTENT, path.parent());
            return;
        }
        Name hidden = marker.from(PREFIX.length());
        if (hidden.length() == 0 || hidden.is(".") || hidden.is("..")) {
            throw refused(header, "whiteout without a name");
        }
        if (hidden.startsWith(PREFIX)) {
            warn(WHITEOUT_OF_WHITEOUT, header.name());
        }
        hide(Whiteout.Kind.NAME, path.parent().child(hidden));
    }

    private void hide(Whiteout.Kind kind, ImagePath path) {
        whiteouts.add(new Whiteout(kind, path, additions.size()));
    }

    private void node(TarEntry entry, ImagePath path) throws InvalidImageException {
        TarHeader header = entry.header();
        if (header.type() == EntryType.CHARACTER_DEVICE && header.deviceMajor() == 0 && header.deviceMinor() == 0) {
            warn(WHITEOUT_DEVICE, header.name());
            hide(Whiteout.Kind.NAME, path);
        } else {
            addition(entry, path);
        }
    }

    private void addition(TarEntry entry, ImagePath path) throws InvalidImageException {
        if (entry.header().type() == EntryType.SYMLINK) {
            requireTarget(entry.header());
        }
        additions.add(withoutOverlays(entry));
        if (OverlayAttributes.markOpaque(entry.header())) {
            hide(Whiteout.Kind.CONTENT, path);
        }
    }

    private TarEntry withoutOverlays(TarEntry entry) throws InvalidImageException {
        TarHeader header = entry.header();
        Optional<String> ambiguous = OverlayAttributes.ambiguous(header);
        if (ambiguous.isPresent() && !lenient) {
            throw refused(
                    header,
                    "overlay attribute " + ambiguous.get() + ", which Docker and podman obey and containerd ignores;"
                            + " --lenient ignores it too");
        }
        if (OverlayAttributes.rootless(header).isPresent()) {
            warn(ROOTLESS_ATTRIBUTE, header.name());
        }
        TarEntry stripped = OverlayAttributes.strip(entry);
        if (OverlayAttributes.markOpaque(header)) {
            warn(OPAQUE_ATTRIBUTE, header.name());
        } else if (stripped != entry) {
            warn(OVERLAY_ATTRIBUTE, header.name());
        }
        return stripped;
    }

    /** Linux cannot create other links, so no engine unpacks them. */
    private void requireTarget(TarHeader header) throws InvalidImageException {
        int length = header.linkName().length;
        if (length == 0) {
            throw refused(header, "symbolic link without a target");
        }
        if (length > MAX_TARGET) {
            throw refused(
                    header,
                    "symbolic link to a target of " + length + " bytes; at most " + MAX_TARGET + " are possible");
        }
    }

    private void warn(Warning.Kind kind, byte[] name) {
        warnings.add(kind, layer, Printable.of(name));
    }

    private InvalidImageException refused(TarHeader header, String problem) {
        return new InvalidImageException(where(header.name()), problem);
    }

    private String where(byte[] name) {
        return where + ": entry \"" + Printable.of(name) + "\"";
    }
}
