// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The compression of a blob. It is recognised by magic numbers and never by a media type, because producers disagree on
 * media types.
 */
public enum Compression {
    /** The bytes as they are. */
    NONE("", 0, 0, 0),
    /** RFC 1952. Every engine reads it. */
    GZIP("+gzip", 1, 6, 12),
    /** RFC 8878. Docker reads it from version 23 on. */
    ZSTD("+zstd", 1, 3, 22);

    private final String suffix;
    private final int lowestLevel;
    private final int defaultLevel;
    private final int highestLevel;

    Compression(String suffix, int lowestLevel, int defaultLevel, int highestLevel) {
        this.suffix = suffix;
        this.lowestLevel = lowestLevel;
        this.defaultLevel = defaultLevel;
        this.highestLevel = highestLevel;
    }

    /** The default level. */
    public int defaultLevel() {
        return defaultLevel;
    }

    /**
     * Checks a level that a user requested.
     *
     * @throws IllegalArgumentException naming the allowed range, if the level is outside it
     */
    public void requireLevel(int level) {
        if (level < lowestLevel || level > highestLevel) {
            throw new IllegalArgumentException(
                    "level " + level + " is outside of " + lowestLevel + ".." + highestLevel + " for " + this);
        }
    }

    /** The suffix of an OCI media type of a layer: empty, {@code +gzip} or {@code +zstd}. */
    public String suffix() {
        return suffix;
    }

    /** The name that users write: {@code none}, {@code gzip} or {@code zstd}. */
    @Override
    public String toString() {
        return switch (this) {
            case NONE -> "none";
            case GZIP -> "gzip";
            case ZSTD -> "zstd";
        };
    }

    /**
     * Recognises the compression of a blob by its first bytes.
     *
     * @param head the first bytes of the blob; {@value Magic#LONGEST} are sufficient
     * @param length how many bytes of {@code head} are filled, fewer than requested only if the blob is shorter
     * @param where the blob, for the error's text
     * @return {@link #NONE} for anything unknown
     * @throws InvalidImageException for xz and bzip2, on which container engines disagree
     */
    public static Compression detect(byte[] head, int length, String where) throws InvalidImageException {
        return Magic.detect(head, length, where);
    }

    /**
     * The compression according to a media type, if there are no bytes to examine.
     *
     * @param mediaType a layer's, of Docker ({@code .tar.gzip}) or of OCI ({@code .tar+gzip})
     */
    public static Compression named(String mediaType) {
        if (mediaType.endsWith("gzip")) {
            return GZIP;
        }
        return mediaType.endsWith("zstd") ? ZSTD : NONE;
    }

    /**
     * Whether an engine would take a blob with these first bytes for a compressed one, even if it is not. A tar must
     * not begin with them, and it begins with its first entry's name.
     */
    public static boolean isClaimed(byte[] start) {
        return Magic.isClaimed(start);
    }

    /**
     * The content of a blob stored this way. Reading is strict: every member or frame is read, checksums are compared,
     * and a blob that ends early or has bytes after its end is refused. The end of the returned stream is reported only
     * after {@code compressed} was read to its end, so that a digest taken below is complete. The bytes are read in
     * large pieces, and closing the returned stream closes {@code compressed}.
     *
     * @param compressed the blob from its first byte on
     * @param where the blob, for errors' texts
     * @return a stream whose reads throw {@link InvalidImageException} if the blob is not valid
     * @throws IOException if this platform lacks the native library for zstd
     */
    public InputStream decompress(InputStream compressed, DecodeRules rules, String where) throws IOException {
        return switch (this) {
            case NONE -> compressed;
            case GZIP -> new GzipDecoder(compressed, rules, where);
            case ZSTD -> ZstdDecoder.open(compressed, where);
        };
    }
}
