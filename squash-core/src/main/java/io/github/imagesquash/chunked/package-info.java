// SPDX-License-Identifier: Apache-2.0
/**
 * Layers in the format zstd:chunked: zstd frames that begin and end with files, and a table of contents behind them, so
 * that an engine can fetch only the files that it lacks. Any reader of zstd reads them as one tar.
 */
@org.jspecify.annotations.NullMarked
package io.github.imagesquash.chunked;
