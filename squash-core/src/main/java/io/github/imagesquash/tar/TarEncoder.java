// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes headers in one canonical form, so that equal entries give equal bytes: ustar, and in front of it one PAX
 * header with sorted records for values that do not fit into ustar. Names go into the ustar fields as bytes, even if
 * they are not ASCII. Owner names stay empty, because no engine reads them.
 */
public final class TarEncoder {
    /** Bytes of zero that end a tar. */
    public static final int END_SIZE = 2 * HeaderBlock.SIZE;

    private static final byte[] USTAR_MAGIC_AND_VERSION = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAX_HEADER_NAME = "PaxHeaders/x".getBytes(StandardCharsets.US_ASCII);
    private static final int PAX_HEADER_MODE = 0644;
    private static final byte PAX_HEADER_FLAG = 'x';

    private TarEncoder() {}

    /** How many bytes of padding follow content of a size, both in bytes. */
    public static int padding(long size) {
        return (int) (-size & HeaderBlock.SIZE - 1);
    }

    /** The length of {@link #encode}'s result, in bytes. */
    public static int encodedSize(TarHeader header) {
        PaxRecords records = records(header, UstarName.of(header.name()));
        return HeaderBlock.SIZE + (records.isEmpty() ? 0 : paxSize(PaxBody.size(records)));
    }

    /**
     * The header blocks of an entry, whose content of {@code header.size()} bytes and its {@link #padding} are to
     * follow.
     *
     * @throws InvalidImageException if its PAX records are larger than engines accept
     */
    public static byte[] encode(TarHeader header) throws InvalidImageException {
        UstarName name = UstarName.of(header.name());
        PaxRecords records = records(header, name);
        int paxSize = 0;
        byte[] blocks = new byte[HeaderBlock.SIZE];
        if (!records.isEmpty()) {
            byte[] body = PaxBody.format(records);
            requireAcceptable(header, body.length);
            paxSize = paxSize(body.length);
            blocks = new byte[paxSize + HeaderBlock.SIZE];
            System.arraycopy(paxHeader(body.length), 0, blocks, 0, HeaderBlock.SIZE);
            System.arraycopy(body, 0, blocks, HeaderBlock.SIZE, body.length);
        }
        System.arraycopy(ustarHeader(header, name), 0, blocks, paxSize, HeaderBlock.SIZE);
        return blocks;
    }

    private static int paxSize(int bodySize) {
        return HeaderBlock.SIZE + bodySize + padding(bodySize);
    }

    private static void requireAcceptable(TarHeader header, int paxSize) throws InvalidImageException {
        if (paxSize > PaxBody.MAX_SIZE) {
            throw new InvalidImageException(
                    "entry \"" + Printable.of(header.name()) + "\"",
                    "PAX records of " + paxSize + " bytes, engines accept " + PaxBody.MAX_SIZE);
        }
    }

    private static PaxRecords records(TarHeader header, UstarName name) {
        PaxRecords records = header.records();
        // A tar whose first name is a compressed format's magic would be taken for one; a PAX header in front hides it.
        if (!name.complete() || Compression.isClaimed(name.name())) {
            records = records.with("path", header.name());
        }
        if (header.linkName().length > HeaderField.LINK_NAME.width()) {
            records = records.with("linkpath", header.linkName());
        }
        if (header.mtimeNanos() != 0 || !HeaderField.MTIME.holds(header.mtimeSeconds())) {
            records = records.with("mtime", ascii(new PaxTime(header.mtimeSeconds(), header.mtimeNanos()).text()));
        }
        records = withNumber(records, HeaderField.SIZE, "size", header.size());
        records = withNumber(records, HeaderField.UID, "uid", header.uid());
        return withNumber(records, HeaderField.GID, "gid", header.gid());
    }

    private static PaxRecords withNumber(PaxRecords records, HeaderField field, String key, long number) {
        return field.holds(number) ? records : records.with(key, ascii(Long.toString(number)));
    }

    private static byte[] paxHeader(int bodySize) {
        byte[] block = new byte[HeaderBlock.SIZE];
        HeaderField.NAME.putText(block, PAX_HEADER_NAME);
        HeaderField.MODE.putOctal(block, PAX_HEADER_MODE);
        HeaderField.UID.putOctal(block, 0);
        HeaderField.GID.putOctal(block, 0);
        HeaderField.SIZE.putOctal(block, bodySize);
        HeaderField.MTIME.putOctal(block, 0);
        HeaderField.DEVICE_MAJOR.putOctal(block, 0);
        HeaderField.DEVICE_MINOR.putOctal(block, 0);
        return completed(block, PAX_HEADER_FLAG);
    }

    private static byte[] ustarHeader(TarHeader header, UstarName name) {
        byte[] block = new byte[HeaderBlock.SIZE];
        HeaderField.NAME.putText(block, name.name());
        HeaderField.PREFIX.putText(block, name.prefix());
        HeaderField.LINK_NAME.putText(block, header.linkName());
        HeaderField.MODE.putOctal(block, header.mode());
        HeaderField.UID.putOctal(block, header.uid());
        HeaderField.GID.putOctal(block, header.gid());
        HeaderField.SIZE.putOctal(block, header.size());
        HeaderField.MTIME.putOctal(block, header.mtimeSeconds());
        HeaderField.DEVICE_MAJOR.putOctal(block, header.deviceMajor());
        HeaderField.DEVICE_MINOR.putOctal(block, header.deviceMinor());
        return completed(block, header.type().flag());
    }

    /** Adds the fields that all headers have, the checksum last: six digits, NUL, space. */
    private static byte[] completed(byte[] block, byte typeFlag) {
        block[HeaderField.TYPE_FLAG.offset()] = typeFlag;
        HeaderField.MAGIC.putText(block, USTAR_MAGIC_AND_VERSION);
        int field = HeaderField.CHECKSUM.offset();
        int sum = HeaderBlock.sum(block);
        Arrays.fill(block, field, field + HeaderField.CHECKSUM.width(), (byte) ' ');
        NumberField.putOctal(block, field, HeaderField.CHECKSUM.width() - 1, sum);
        return block;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
