// SPDX-License-Identifier: Apache-2.0
/**
 * The destinations of a new image: a file, a stream, a directory, an engine or registries; each gets it when it is
 * complete.
 */
package io.github.imagesquash.sink;
