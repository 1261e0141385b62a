// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * One layer of the new image.
 *
 * @param kept whether it is a layer of the source or of a previous image, the same blob as before
 * @param inSource whether the source, or the previous image, has a layer of this digest, so that who has it need not fetch it
 * @param inDestination whether the registry's repository, or each of several, had it before the push; false elsewhere
 * @param content what is in it, a few words, paths escaped for a terminal; empty unless there are several new layers
 * @param diffId the digest of its uncompressed tar
 * @param digest the digest of what is stored
 * @param storedBytes bytes as stored
 * @param read whether it was read; a layer that is kept need not be, and all that follows is then unknown, and 0
 * @param uncompressedBytes bytes of its tar
 * @param entries tar entries, whiteouts included
 */
public record ResultLayer(
        boolean kept,
        boolean inSource,
        boolean inDestination,
        String content,
        String diffId,
        String digest,
        long storedBytes,
        boolean read,
        long uncompressedBytes,
        long entries) {

    /** The same, known to be in the destination, or not. */
    ResultLayer inDestination(boolean there) {
        return new ResultLayer(
                kept, inSource, there, content, diffId, digest, storedBytes, read, uncompressedBytes, entries);
    }
}
