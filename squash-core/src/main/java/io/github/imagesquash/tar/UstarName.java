// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.util.Arrays;

/**
 * A name split into the two fields of ustar.
 *
 * @param prefix at most 155 bytes; a slash between it and the name is implied
 * @param name at most 100 bytes
 * @param complete whether both together are the whole name; otherwise {@code name} is its beginning, for readers that
 *     do not support PAX
 */
record UstarName(byte[] prefix, byte[] name, boolean complete) {
    private static final int MAX_NAME = HeaderField.NAME.width();
    private static final int MAX_PREFIX = HeaderField.PREFIX.width();
    private static final byte[] NONE = {};

    /** Uses the prefix only for names that are too long without it; splits at the last slash that fits, as Go does. */
    static UstarName of(byte[] path) {
        if (path.length <= MAX_NAME) {
            return new UstarName(NONE, path, true);
        }
        int slash = Math.min(path.length - 2, MAX_PREFIX);
        while (slash > 0 && path[slash] != '/') {
            slash--;
        }
        if (slash <= 0 || path.length - slash - 1 > MAX_NAME) {
            return new UstarName(NONE, Arrays.copyOf(path, MAX_NAME), false);
        }
        return new UstarName(Arrays.copyOf(path, slash), Arrays.copyOfRange(path, slash + 1, path.length), true);
    }
}
