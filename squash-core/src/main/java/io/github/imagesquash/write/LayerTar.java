// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.chunked.ChunkedSupport;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.PlannedEntry;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEncoder;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Device;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Fifo;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/** Turns a plan into the bytes of a tar: canonical headers, and contents copied from their places. */
final class LayerTar {
    private static final int END = 2 * TarMember.BLOCK;
    private static final byte[] NO_TARGET = {};

    /** A file that is never created. */
    private static final Attributes WHITEOUT = new Attributes(0644, 0, 0, 0, 0, PaxRecords.EMPTY);

    private final LayerPlan.New plan;
    private final ModTimes times;
    private final long size;

    LayerTar(LayerPlan.New plan, ModTimes times) {
        this.plan = plan;
        this.times = times;
        this.size = END + plan.entries().stream().mapToLong(this::encodedSize).sum();
    }

    /** The future size of the tar, in bytes. */
    long size() {
        return size;
    }

    /** The future number of the tar's entries. */
    long entries() {
        return plan.entries().size();
    }

    /** Size of the files' content and of the symbolic links' targets, in bytes. */
    long fileBytes() {
        return plan.entries().stream().mapToLong(LayerTar::fileBytes).sum();
    }

    private static long fileBytes(PlannedEntry entry) {
        return switch (entry) {
            case PlannedEntry.Link _, PlannedEntry.Whiteout _ -> 0;
            case PlannedEntry.Node node ->
                node.inode() instanceof Symlink symlink
                        ? symlink.target().length
                        : node.inode().size();
        };
    }

    private long encodedSize(PlannedEntry entry) {
        TarHeader header = header(entry);
        return TarEncoder.encodedSize(header) + TarMember.padded(header.size());
    }

    /** The headers of the tar's entries, in their order. */
    Iterator<TarHeader> headers() {
        return plan.entries().stream().map(this::header).iterator();
    }

    /** The first entry that engines would lose or change if they fetched only the files that they lack. */
    Optional<String> chunkObstacle() {
        return plan.entries().stream()
                .filter(entry -> ChunkedSupport.of(header(entry)) == ChunkedSupport.NONE)
                .map(entry -> Printable.of(entry.path()))
                .findFirst();
    }

    /** Writes the tar; does not finish {@code out}. */
    void writeTo(ChunkPipeline out, ByteMeter meter) throws IOException {
        ContentReader contents = new ContentReader();
        for (PlannedEntry entry : plan.entries()) {
            TarHeader header = header(entry);
            byte[] encoded = TarEncoder.encode(header);
            out.write(encoded, 0, encoded.length);
            if (entry instanceof PlannedEntry.Node node && node.inode() instanceof RegularFile file) {
                content(file, contents, out, meter);
                out.zeros(TarMember.padded(file.size()) - file.size());
            }
            meter.passed(encoded.length);
        }
        out.zeros(END);
    }

    private static void content(RegularFile file, ContentReader contents, ChunkPipeline out, ByteMeter meter)
            throws IOException {
        if (!file.isSparse()) {
            copy(file, file.offset(), file.size(), contents, out, meter);
            return;
        }
        long written = 0;
        for (TarEntry.Extent extent : file.extents()) {
            out.zeros(extent.fileOffset() - written);
            copy(file, extent.streamOffset(), extent.size(), contents, out, meter);
            written = extent.fileOffset() + extent.size();
        }
        out.zeros(file.size() - written);
    }

    private static void copy(
            RegularFile file, long from, long size, ContentReader contents, ChunkPipeline out, ByteMeter meter)
            throws IOException {
        for (long done = 0; done < size; ) {
            int n = (int) Math.min(out.room(), size - done);
            contents.read(file.tar(), from + done, out.array(), out.position(), n);
            out.advance(n);
            meter.passed(n);
            done += n;
        }
    }

    private TarHeader header(PlannedEntry entry) {
        return switch (entry) {
            case PlannedEntry.Link link ->
                header(link.path(), EntryType.HARD_LINK, link.attributes(), 0, link.target(), 0, 0);
            case PlannedEntry.Whiteout whiteout ->
                header(whiteout.path(), EntryType.REGULAR, WHITEOUT, 0, NO_TARGET, 0, 0);
            case PlannedEntry.Node node ->
                switch (node.inode()) {
                    case Directory _ -> header(node, EntryType.DIRECTORY, NO_TARGET, 0, 0);
                    case RegularFile _ -> header(node, EntryType.REGULAR, NO_TARGET, 0, 0);
                    case Symlink symlink -> header(node, EntryType.SYMLINK, symlink.target(), 0, 0);
                    case Fifo _ -> header(node, EntryType.FIFO, NO_TARGET, 0, 0);
                    case Device device -> {
                        EntryType type = device.isBlock() ? EntryType.BLOCK_DEVICE : EntryType.CHARACTER_DEVICE;
                        yield header(node, type, NO_TARGET, device.major(), device.minor());
                    }
                };
        };
    }

    private TarHeader header(PlannedEntry.Node node, EntryType type, byte[] target, int major, int minor) {
        return header(node.path(), type, node.attributes(), node.inode().size(), target, major, minor);
    }

    private TarHeader header(
            byte[] path, EntryType type, Attributes attributes, long size, byte[] target, int major, int minor) {
        Attributes a = times.clamp(attributes);
        return new TarHeader(
                path,
                type,
                a.mode(),
                a.uid(),
                a.gid(),
                a.mtimeSeconds(),
                a.mtimeNanos(),
                size,
                target,
                major,
                minor,
                a.records());
    }
}
