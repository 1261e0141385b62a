// SPDX-License-Identifier: Apache-2.0
/**
 * Whether an archive that was written is what it should be: read back as a stranger would read it, replayed, and compared
 * with the tree and the config that it came from. Stands before {@code group} and {@code write} in the order of packages,
 * so that it can share nothing with what it checks. No method takes or returns null.
 */
package io.github.imagesquash.verify;
