// SPDX-License-Identifier: Apache-2.0
/** Where a new image goes: a file, a stream, a directory, an engine or registries; each gets it when it is complete. */
package io.github.imagesquash.sink;
