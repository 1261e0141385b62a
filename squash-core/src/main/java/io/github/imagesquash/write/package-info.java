// SPDX-License-Identifier: Apache-2.0
/**
 * From plans to an archive that every engine loads: canonical tars, hashed and compressed while they are written, and
 * the control files; and from there to registries. The output appears under its name when it is complete, or not at
 * all. No method takes or returns null.
 */
package io.github.imagesquash.write;
