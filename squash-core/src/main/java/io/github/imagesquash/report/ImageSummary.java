// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import java.util.Optional;

/**
 * An image's figures, before or after.
 *
 * @param manifestDigest the manifest's digest; none for a source without manifests
 * @param configDigest the config's digest, which Docker calls the image ID
 * @param layers how many layers
 * @param unread how many of them were kept without being read
 * @param entries tar entries in all layers that were read, whiteouts included
 * @param uncompressedBytes bytes of their tars
 * @param storedBytes bytes of all layers as stored, compressed or not
 */
public record ImageSummary(
        Optional<String> manifestDigest,
        String configDigest,
        int layers,
        int unread,
        long entries,
        long uncompressedBytes,
        long storedBytes) {
    /** The figures of another manifest of the same layers. */
    ImageSummary withManifest(String digest) {
        return new ImageSummary(
                Optional.of(digest), configDigest, layers, unread, entries, uncompressedBytes, storedBytes);
    }
}
