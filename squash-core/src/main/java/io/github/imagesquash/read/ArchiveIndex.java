// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.tar.RegionInput;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import io.github.imagesquash.tar.TarReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The position of each member of an outer tar, found in one pass over its headers. No file is ever extracted under a
 * member's name. A link is followed once to another member, because Docker before 25 and podman write such links, and
 * never to the file system.
 */
final class ArchiveIndex implements ArchiveFiles {
    private final String where;
    private final FileRegion archive;
    private final RemainingLimits budget;
    private final Limits limits;
    private final SparseMember.Room room;
    private final Map<MemberName, Member> members = new HashMap<>();
    private final ShallowNames shallow = new ShallowNames();
    private String root = "";

    /** The kind of member with a name. */
    private sealed interface Member {
        /** A regular file. */
        record Content(FileRegion region) implements Member {}

        /** A regular file with holes. */
        record Sparse(SparseMember file) implements Member {}

        /** A symbolic or hard link to {@code target}, which is empty if it is outside the archive. */
        record Link(Optional<MemberName> target, String text) implements Member {}

        /** A member without content of its own. */
        record Unreadable(String what) implements Member {}
    }

    private ArchiveIndex(FileRegion archive, String where, Limits limits, SparseMember.Room room) {
        this.archive = archive;
        this.budget = new RemainingLimits(limits);
        this.where = where;
        this.limits = limits;
        this.room = room;
    }

    /**
     * Reads all headers.
     *
     * @param archive the tar, not compressed
     * @param where its name in messages
     * @param warnings receives one for absolute names
     * @param room stores members that are sparse files
     * @throws InvalidImageException if it is not a whole tar, or if a name occurs twice with different content or leads
     *     out of the archive
     */
    static ArchiveIndex read(FileRegion archive, String where, Limits limits, Warnings warnings, SparseMember.Room room)
            throws IOException {
        ArchiveIndex index = new ArchiveIndex(archive, where, limits, room);
        TarReader reader = new TarReader(new RegionInput(archive), where, 0, warnings);
        Optional<TarEntry> entry = index.firstEntry(reader);
        for (long count = 1; entry.isPresent(); count++) {
            if (count > limits.maxEntries()) {
                throw new InvalidImageException(
                        where, "more than " + limits.maxEntries() + " members; --max-entries raises the limit");
            }
            index.budget.spendMetadata(entry.get().metadataBytes(), where);
            index.add(entry.get(), warnings);
            entry = index.nextEntry(reader);
        }
        reader.finish();
        index.root = index.shallow.root(index.members.keySet());
        return index;
    }

    /** An unreadable first header means that this is not a tar at all, unless it has the magic of a tar. */
    private Optional<TarEntry> firstEntry(TarReader reader) throws IOException {
        try {
            Optional<TarEntry> first = reader.next();
            if (first.isEmpty()) {
                throw ArchiveFormat.noTar(archive, where);
            }
            return first;
        } catch (InvalidImageException e) {
            if (ArchiveFormat.isUstar(archive)) {
                throw ForeignInput.spoilt(archive, where, e);
            }
            throw ArchiveFormat.noTar(archive, where);
        }
    }

    private Optional<TarEntry> nextEntry(TarReader reader) throws IOException {
        try {
            return reader.next();
        } catch (InvalidImageException e) {
            throw ForeignInput.spoilt(archive, where, e);
        }
    }

    @Override
    public ShallowNames shallowNames() {
        return shallow;
    }

    @Override
    public String where() {
        return where;
    }

    @Override
    public RemainingLimits budget() {
        return budget;
    }

    @Override
    public Optional<FileRegion> find(String name) throws IOException {
        MemberName cleaned = MemberName.of(root + name).orElseThrow(() -> escaping(name));
        Member member = members.get(cleaned);
        if (member == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (member) {
                    case Member.Content content -> content.region();
                    case Member.Sparse sparse -> expanded(cleaned, sparse);
                    case Member.Link link -> follow(cleaned, link);
                    case Member.Unreadable unreadable ->
                        throw new InvalidImageException(where, "\"" + cleaned + "\" is " + unreadable.what());
                });
    }

    @Override
    public void close() throws IOException {
        archive.channel().close();
    }

    /** Expanded once, and then a member like the others. */
    private FileRegion expanded(MemberName name, Member.Sparse sparse) throws IOException {
        FileRegion region = sparse.file().expand(archive, where + ": " + name, limits, room);
        members.put(name, new Member.Content(region));
        return region;
    }

    private FileRegion follow(MemberName name, Member.Link link) throws IOException {
        String text = "\"" + name + "\" is a link to \"" + link.text() + "\"";
        if (link.target().isEmpty()) {
            throw new InvalidImageException(where, text + ", which leads out of the archive");
        }
        Member target = members.get(link.target().get());
        if (target instanceof Member.Content content) {
            return content.region();
        }
        if (target instanceof Member.Sparse sparse) {
            return expanded(link.target().get(), sparse);
        }
        throw new InvalidImageException(where, text + ", which is not a file in the archive");
    }

    private void add(TarEntry entry, Warnings warnings) throws IOException {
        TarHeader header = entry.header();
        String shown = Printable.of(header.name());
        MemberName name = MemberName.of(header.name()).orElseThrow(() -> escaping(shown));
        if (header.name().length > 0 && header.name()[0] == '/') {
            warnings.add(Warning.Kind.ABSOLUTE_MEMBER, 0, shown);
        }
        shallow.add(shown);
        Optional<Member> member = member(name, entry);
        if (!name.isRoot() && member.isPresent()) {
            Member earlier = members.putIfAbsent(name, member.get());
            if (earlier != null) {
                requireSame(name, earlier, member.get());
            }
        }
    }

    private Optional<Member> member(MemberName name, TarEntry entry) throws InvalidImageException {
        TarHeader header = entry.header();
        String linkName = Printable.of(header.linkName());
        return switch (header.type()) {
            case DIRECTORY -> Optional.empty();
            case REGULAR -> Optional.of(file(name, entry));
            case SYMLINK -> Optional.of(new Member.Link(name.resolve(header.linkName()), linkName));
            case HARD_LINK -> Optional.of(new Member.Link(MemberName.of(header.linkName()), linkName));
            case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> Optional.of(new Member.Unreadable("not a regular file"));
        };
    }

    private Member file(MemberName name, TarEntry entry) throws InvalidImageException {
        if (!entry.extents().isEmpty()) {
            return new Member.Sparse(new SparseMember(entry.header().size(), entry.extents()));
        }
        long size = entry.header().size();
        long left = archive.size() - entry.contentOffset();
        if (size > left) {
            throw InvalidImageException.mismatch(
                    where, "\"" + name + "\" is truncated", size + " bytes", Math.max(0, left));
        }
        return new Member.Content(archive.slice(entry.contentOffset(), size));
    }

    /**
     * Docker takes the last of two members with one name, skopeo the first. So two members are accepted only if their
     * content is equal. A control file must not occur twice even then, because no writer does that.
     */
    private void requireSame(MemberName name, Member earlier, Member later) throws IOException {
        if (LayoutNames.isControlFile(name.bytes())) {
            throw new InvalidImageException(where, "\"" + name + "\" occurs twice");
        }
        boolean same = earlier instanceof Member.Content a && later instanceof Member.Content b
                ? a.region().sameBytes(b.region())
                : earlier.equals(later);
        if (!same) {
            throw new InvalidImageException(where, "\"" + name + "\" occurs twice, with different content");
        }
    }
}
