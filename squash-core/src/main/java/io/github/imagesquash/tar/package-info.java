// SPDX-License-Identifier: Apache-2.0
/**
 * Converts entries of a tar to bytes and back, exactly: names and extended attributes are bytes, numbers have their
 * full range, and everything that the container engines refuse is refused. This package does not know layers.
 */
package io.github.imagesquash.tar;
