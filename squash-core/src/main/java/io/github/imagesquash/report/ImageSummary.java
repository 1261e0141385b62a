// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import java.util.Optional;

/**
 * An image's figures, before or after.
 *
 * @param manifestDigest the manifest's digest; none for a source without manifests
 * @param configDigest the config's digest, which Docker calls the image ID
 * @param layers the number of layers
 * @param unread the number of layers that were kept without being read
 * @param entries the number of tar entries in all layers that were read, including whiteouts
 * @param fileBytes size of their files' content and of their symbolic links' targets, in bytes, which is what
 *     {@code docker images} shows of an engine's image
 * @param uncompressedBytes size of their tars, in bytes
 * @param storedBytes stored size of all layers, compressed or not, in bytes
 */
public record ImageSummary(
        Optional<String> manifestDigest,
        String configDigest,
        int layers,
        int unread,
        long entries,
        long fileBytes,
        long uncompressedBytes,
        long storedBytes) {
    /** The figures of another manifest of the same layers. */
    ImageSummary withManifest(String digest) {
        return new ImageSummary(
                Optional.of(digest), configDigest, layers, unread, entries, fileBytes, uncompressedBytes, storedBytes);
    }
}
