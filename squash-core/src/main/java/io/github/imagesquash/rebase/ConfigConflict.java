// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

/**
 * A key of the config that both the image and the new base have changed, to different values. Values are JSON; empty if
 * there is none.
 *
 * @param key such as {@code Cmd}, or with the name of a part {@code Env PATH} and {@code Labels version}
 * @param oldBase the old base's value
 * @param newBase the new base's value
 * @param image the image's value
 */
public record ConfigConflict(String key, String oldBase, String newBase, String image) {}
