// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the entries of one tar in archive order: v7, ustar, GNU and PAX headers, interpreted exactly as by Go's {@code
 * archive/tar}: every container engine unpacks layers with it, and a different reader would build another image. This
 * reader refuses everything that Go refuses. Contiguous files and old GNU sparse files, which the engines refuse, are
 * harmless and only cause a warning. Sparse files are presented at full size.
 *
 * <p>It reads headers in blocks of 512 bytes and never ahead, so that content can be read from the same input between
 * two calls of {@link #next}; the input should be buffered.
 */
public final class TarReader {
    /** Archivers write one of each kind; a chain of them is an attack. */
    private static final int MAX_SPECIAL_HEADERS = 16;

    private static final byte[] NO_NAME = {};

    private final BlockReader blocks;
    private final String where;
    private final int layer;
    private final Warnings warnings;
    private final HeaderBlock block = new HeaderBlock();

    private byte[] entryName = NO_NAME;
    private PaxRecords lastRecords = PaxRecords.EMPTY;
    private long headerOffset;
    private boolean ended;

    /**
     * @param in at the beginning of a tar
     * @param where names the tar in errors, such as {@code old.tar: layer 3 (sha256:ab12cd34ef56)}
     * @param layer its number in warnings, 0 for the outer archive
     * @param warnings receives entries that are read although the engines ignore or refuse them
     */
    public TarReader(TarInput in, String where, int layer, Warnings warnings) {
        this.blocks = new BlockReader(in);
        this.where = where;
        this.layer = layer;
        this.warnings = warnings;
    }

    /**
     * Skips the rest of the last entry's content and reads the next header. After the last entry the input is behind
     * the end marker; the following bytes are not part of the tar, and {@link #finish} examines them.
     *
     * @return empty at the end
     * @throws InvalidImageException if the tar breaks the format or ends too early
     */
    public Optional<TarEntry> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            blocks.skipContent();
            return readEntry();
        } catch (MalformedTarException e) {
            requireTar();
            String entry = entryName.length == 0 ? "" : ": entry \"" + Printable.of(entryName) + "\"";
            throw new InvalidImageException(
                    where + entry + ": header at byte " + headerOffset, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads the bytes behind the end marker; to be called when there are no more entries. Zeros are padding. The
     * engines ignore anything else, and so does this reader, with a warning. If there was no header at all, the input
     * is not a tar that ended, but another format that begins with zeros, such as a file system image.
     *
     * @throws InvalidImageException naming the format, if it is not a tar
     */
    public void finish() throws IOException {
        long end = blocks.position();
        long unread = blocks.readRest();
        if (unread == 0) {
            return;
        }
        requireTar();
        if (!blocks.hasFoundHeader()) {
            throw new InvalidImageException(
                    where,
                    "ends before its first entry, and then has " + unread
                            + " more bytes behind its end: expected a tar");
        }
        warnings.add(Warning.Kind.DATA_BEHIND_END, layer, unread + " bytes behind byte " + end);
    }

    private void requireTar() throws IOException {
        Optional<String> format = blocks.foreignFormat();
        if (format.isPresent()) {
            throw new InvalidImageException(where, "expected a tar, found " + format.get());
        }
    }

    private Optional<TarEntry> readEntry() throws IOException, MalformedTarException {
        ExtendedHeaders extensions = new ExtendedHeaders();
        int special = 0;
        while (readHeader()) {
            if (!isSpecial(block.typeFlag())) {
                return Optional.of(readEntry(extensions));
            }
            special++;
            if (special > MAX_SPECIAL_HEADERS) {
                throw new MalformedTarException("more than " + MAX_SPECIAL_HEADERS + " special headers in a row");
            }
            extensions = extended(extensions, readSpecialContent());
        }
        ended = true;
        return Optional.empty();
    }

    /** Reads a header block; false at the end of the tar, with or without zero blocks. */
    private boolean readHeader() throws IOException, MalformedTarException {
        entryName = NO_NAME;
        headerOffset = blocks.position();
        if (!blocks.readBlock(block.bytes())) {
            return false;
        }
        if (block.isZero()) {
            if (blocks.readBlock(block.bytes()) && !block.isZero()) {
                throw new MalformedTarException("a single zero block is followed by data");
            }
            return false;
        }
        block.verifyChecksum();
        blocks.foundHeader();
        return true;
    }

    private TarEntry readEntry(ExtendedHeaders extensions) throws IOException, MalformedTarException {
        EntryReader reader = new EntryReader(block, extensions, lastRecords);
        entryName = reader.name();
        TarEntry entry = reader.read(blocks);
        lastRecords = entry.header().records();
        if (block.typeFlag() == '7') {
            warnings.add(Warning.Kind.CONTIGUOUS_FILE, layer, Printable.of(entryName));
        } else if (block.typeFlag() == 'S') {
            warnings.add(Warning.Kind.SPARSE_FILE, layer, Printable.of(entryName));
        }
        return entry;
    }

    private static boolean isSpecial(byte flag) {
        return flag == 'x' || flag == 'g' || flag == 'L' || flag == 'K';
    }

    private byte[] readSpecialContent() throws IOException, MalformedTarException {
        long size = block.number(HeaderField.SIZE);
        if (size < 0 || size > PaxBody.MAX_SIZE) {
            throw new MalformedTarException("special header of " + size + " bytes, expected 0 to " + PaxBody.MAX_SIZE);
        }
        byte[] body = blocks.read((int) size);
        blocks.contentFollows(0);
        blocks.skipContent();
        return body;
    }

    private ExtendedHeaders extended(ExtendedHeaders extensions, byte[] body) throws MalformedTarException {
        switch (block.typeFlag()) {
            case 'x' -> extensions.pax(body);
            case 'L' -> extensions.longName(body);
            case 'K' -> extensions.longLinkName(body);
            default -> {
                warnOfGlobalHeader(PaxBody.parse(body));
                // For Go it is an entry of its own, so the headers before it do not apply to the entry after it.
                return new ExtendedHeaders();
            }
        }
        return extensions;
    }

    private void warnOfGlobalHeader(Map<String, byte[]> records) {
        if (records.keySet().stream().anyMatch(key -> !key.equals("comment"))) {
            warnings.add(Warning.Kind.GLOBAL_PAX_HEADER, layer, Printable.of(block.name()));
        }
    }
}
