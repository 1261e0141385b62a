package io.github.imagesquash.report;

/**
 * An image's figures, before or after.
 *
 * @param manifestDigest the OCI manifest's digest; empty for a source that has none
 * @param configDigest the config's digest, which Docker calls the image ID
 * @param layers how many layers
 * @param entries tar entries in all layers, whiteouts included
 * @param uncompressedBytes bytes of all layers' tars
 * @param storedBytes bytes of all layers as stored, compressed or not
 */
public record ImageSummary(
        String manifestDigest,
        String configDigest,
        int layers,
        long entries,
        long uncompressedBytes,
        long storedBytes) {}
