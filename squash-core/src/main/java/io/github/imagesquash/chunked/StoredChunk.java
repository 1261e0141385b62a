// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.oci.Digest;

/**
 * A part of a file's content, or all of it, as one zstd frame of a layer's blob.
 *
 * @param offset position of the frame in the blob, in bytes
 * @param endOffset position behind the frame
 * @param size size of the content, in bytes
 * @param digest sha256 of the content
 */
record StoredChunk(long offset, long endOffset, int size, Digest digest) {}
