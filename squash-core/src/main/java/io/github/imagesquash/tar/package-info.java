// SPDX-License-Identifier: Apache-2.0
/**
 * Entries of a tar to bytes and back, exactly: names and extended attributes are bytes, numbers have their full range,
 * and what the container engines would refuse is refused. Nothing here knows what a layer is.
 */
package io.github.imagesquash.tar;
