package io.github.imagesquash.oci;

/**
 * What an input may cost before it is refused, against decompression bombs and tables without end.
 *
 * @param maxBytes uncompressed bytes of all layers together, sparse files counted at full size
 * @param maxEntries tar entries of all layers together
 */
public record Limits(long maxBytes, long maxEntries) {
    /** 64 GiB and ten million entries. */
    public static final Limits DEFAULT = new Limits(64L << 30, 10_000_000);

    public Limits {
        if (maxBytes < 1 || maxEntries < 1) {
            throw new IllegalArgumentException("limits must be at least 1");
        }
    }
}
