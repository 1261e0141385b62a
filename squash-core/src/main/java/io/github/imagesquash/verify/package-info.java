// SPDX-License-Identifier: Apache-2.0
/**
 * Checks a written archive: reads it back like any archive, replays it, and compares it with the tree and the config
 * that it came from. It comes before {@code group} and {@code write} in the order of packages, so that it can share
 * nothing with the code that it checks. No method takes or returns null.
 */
package io.github.imagesquash.verify;
