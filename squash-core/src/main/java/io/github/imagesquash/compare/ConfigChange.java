// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

/**
 * A key of the config whose value differs.
 *
 * @param key the path to the value as a JSON pointer (RFC 6901), such as {@code /config/Env/0}
 * @param before the first image's value as JSON; empty if it has none
 * @param after the second image's value as JSON; empty if it has none
 */
public record ConfigChange(String key, String before, String after) {}
