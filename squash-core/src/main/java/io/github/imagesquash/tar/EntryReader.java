// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import io.github.imagesquash.tar.TarEntry.Extent;
import java.io.IOException;
import java.util.List;

/** Builds an entry from a header block and the special headers before it. */
final class EntryReader {
    /** Larger device numbers cannot be written in octal; Linux has none. */
    private static final int MAX_DEVICE_NUMBER = 07777777;

    private static final int MODE_BITS = 07777;
    private static final byte[] NO_NAME = {};

    private final HeaderBlock block;
    private final ExtendedHeaders extensions;
    private final PaxRecords lastRecords;
    private final PaxSparse paxSparse;
    private final byte[] name;

    EntryReader(HeaderBlock block, ExtendedHeaders extensions, PaxRecords lastRecords) throws MalformedTarException {
        this.block = block;
        this.extensions = extensions;
        this.lastRecords = lastRecords;
        this.paxSparse = PaxSparse.of(extensions.pax());
        byte[] sparseName = paxSparse == PaxSparse.NONE ? NO_NAME : extensions.value(PaxSparse.NAME);
        this.name = sparseName.length > 0 ? sparseName : extensions.name(block);
    }

    byte[] name() {
        return name;
    }

    /** The entry; its content follows in {@code blocks}, which knows its size. */
    TarEntry read(BlockReader blocks) throws IOException, MalformedTarException {
        EntryType type = type();
        long stored = extensions.size(block);
        if (block.typeFlag() == 'S') {
            return gnuSparse(blocks, stored);
        }
        // Links, directories and nodes have no content, whatever their size field says.
        long size = type == EntryType.REGULAR ? stored : 0;
        blocks.contentFollows(size);
        return paxSparse == PaxSparse.NONE
                ? new TarEntry(header(type, size), blocks.position(), List.of())
                : paxSparse(type, blocks, stored);
    }

    /** The type flag determines the type. Only v7 tars had no flag for directories, but a slash after the name. */
    private EntryType type() throws MalformedTarException {
        byte flag = block.typeFlag();
        return switch (flag) {
            case 0 -> name.length > 0 && name[name.length - 1] == '/' ? EntryType.DIRECTORY : EntryType.REGULAR;
            case '0', '7', 'S' -> EntryType.REGULAR;
            case '1' -> EntryType.HARD_LINK;
            case '2' -> EntryType.SYMLINK;
            case '3' -> EntryType.CHARACTER_DEVICE;
            case '4' -> EntryType.BLOCK_DEVICE;
            case '5' -> EntryType.DIRECTORY;
            case '6' -> EntryType.FIFO;
            default ->
                throw new MalformedTarException(
                        flag > ' ' && flag < 127
                                ? "unsupported entry type '" + (char) flag + "'"
                                : "unsupported entry type " + (flag & 0xff));
        };
    }

    private TarEntry gnuSparse(BlockReader blocks, long stored) throws IOException, MalformedTarException {
        long size = block.number(HeaderField.GNU_REAL_SIZE);
        TarHeader header = header(EntryType.REGULAR, size);
        SparseMap map = GnuSparse.read(block, () -> blocks.read(HeaderBlock.SIZE));
        blocks.contentFollows(stored);
        List<Extent> extents = map.extents(size, blocks.position(), stored);
        return new TarEntry(header, blocks.position(), extents);
    }

    private TarEntry paxSparse(EntryType type, BlockReader blocks, long stored)
            throws IOException, MalformedTarException {
        if (type != EntryType.REGULAR) {
            throw new MalformedTarException("sparse map for something that is not a regular file");
        }
        long size = sparseSize(stored);
        SparseMap map = paxSparse == PaxSparse.MAP_IN_RECORDS
                ? PaxSparse.fromRecords(extensions.pax())
                : PaxSparse.fromContent(() -> mapBlock(blocks));
        List<Extent> extents = map.extents(size, blocks.position(), blocks.contentLeft());
        return new TarEntry(header(type, size), blocks.position(), extents);
    }

    private byte[] mapBlock(BlockReader blocks) throws IOException, MalformedTarException {
        if (blocks.contentLeft() < HeaderBlock.SIZE) {
            throw new MalformedTarException("sparse map is longer than the entry's content");
        }
        return blocks.read(HeaderBlock.SIZE);
    }

    private long sparseSize(long stored) throws MalformedTarException {
        for (String key : List.of(PaxSparse.SIZE, PaxSparse.REAL_SIZE)) {
            byte[] value = extensions.value(key);
            if (value.length > 0) {
                return ExtendedHeaders.decimal(key, value);
            }
        }
        return stored;
    }

    private TarHeader header(EntryType type, long size) throws MalformedTarException {
        boolean link = type == EntryType.HARD_LINK || type == EntryType.SYMLINK;
        boolean device = type == EntryType.CHARACTER_DEVICE || type == EntryType.BLOCK_DEVICE;
        PaxTime mtime = extensions.mtime(block);
        return new TarHeader(
                name,
                type,
                (int) block.number(HeaderField.MODE) & MODE_BITS,
                extensions.uid(block),
                extensions.gid(block),
                mtime.seconds(),
                mtime.nanos(),
                size,
                link ? extensions.linkName(block) : NO_NAME,
                device ? deviceNumber(HeaderField.DEVICE_MAJOR) : 0,
                device ? deviceNumber(HeaderField.DEVICE_MINOR) : 0,
                extensions.records().sharedWith(lastRecords));
    }

    private int deviceNumber(HeaderField field) throws MalformedTarException {
        long number = block.deviceNumber(field);
        if (number < 0 || number > MAX_DEVICE_NUMBER) {
            throw new MalformedTarException("device number " + number + " is outside of 0 to " + MAX_DEVICE_NUMBER);
        }
        return (int) number;
    }
}
