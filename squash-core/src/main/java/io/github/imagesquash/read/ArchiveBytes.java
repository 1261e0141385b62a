// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Puts the outer tar in a place where it can be read in any order: every writer puts the control files last, and a
 * compressed archive or a stream can only be read from the beginning.
 */
final class ArchiveBytes {
    private static final int BUFFER_SIZE = 1 << 18;

    private final String where;
    private final Spool spool;
    private final Limits limits;
    private final ByteMeter meter;

    /**
     * @param where the name of the archive in messages
     * @param meter counts the bytes read in order to spool them
     */
    ArchiveBytes(String where, Spool spool, Limits limits, ByteMeter meter) {
        this.where = where;
        this.spool = spool;
        this.limits = limits;
        this.meter = meter;
    }

    /** The tar in a file: the file itself, unless it is compressed. */
    FileRegion of(FileChannel file) throws IOException {
        FileRegion whole = new FileRegion(file, 0, file.size());
        byte[] head = whole.head(ArchiveFormat.HEAD);
        ArchiveFormat.requireArchive(head, where);
        return isCompressed(head) ? spooled(whole.stream(), head) : whole;
    }

    /** The tar in a stream, which is read to its end and not closed. */
    FileRegion of(InputStream in) throws IOException {
        byte[] head = in.readNBytes(ArchiveFormat.HEAD);
        ArchiveFormat.requireArchive(head, where);
        PushbackInputStream whole = new PushbackInputStream(in, ArchiveFormat.HEAD);
        whole.unread(head);
        return spooled(whole, head);
    }

    private boolean isCompressed(byte[] head) throws InvalidImageException {
        return OuterCompression.detect(head, head.length).isPresent()
                || Compression.detect(head, head.length, where) != Compression.NONE;
    }

    private InputStream decompressed(InputStream in, byte[] head) throws IOException {
        Optional<OuterCompression> outer = OuterCompression.detect(head, head.length);
        return outer.isPresent()
                ? outer.get().decompress(in, where)
                : Compression.detect(head, head.length, where).decompress(in, DecodeRules.PADDED, where);
    }

    private FileRegion spooled(InputStream in, byte[] head) throws IOException {
        FileChannel file = spool.newFile();
        try (InputStream content = decompressed(new MeteredStream(in, meter), head)) {
            byte[] buffer = new byte[BUFFER_SIZE];
            long size = 0;
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                size += n;
                requireAllowed(size);
                write(file, ByteBuffer.wrap(buffer, 0, n));
            }
            return new FileRegion(file, 0, size);
        }
    }

    private void requireAllowed(long size) throws InvalidImageException {
        if (size > limits.maxBytes()) {
            throw new InvalidImageException(
                    where, "more than " + limits.maxBytes() + " bytes when decompressed; --max-size raises the limit");
        }
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
