// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

/** How the content of a blob that is compressed by zstd is divided into frames. */
public enum Frames {
    /** One frame: the smallest blob, which is pulled whole. */
    ONE,
    /** Frames of files, with a table of contents: zstd:chunked. */
    OF_FILES
}
