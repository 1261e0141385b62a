// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.Arrays;
import java.util.List;

/**
 * The version of Windows that an image was made for: {@code 10.0.17763.1817}, of which the fourth number does not
 * matter.
 */
final class WindowsVersion {
    private static final String KEY = "os.version";
    private static final int NUMBERS = 3;

    private WindowsVersion() {}

    /** Whether a platform satisfies a request for another: both have the same version, or one has none. */
    static boolean isSatisfied(Platform wanted, Platform offered) {
        if (!offered.os().equals("windows")) {
            return true;
        }
        List<String> one = build(wanted);
        List<String> other = build(offered);
        return one.size() < NUMBERS || other.size() < NUMBERS || one.equals(other);
    }

    private static List<String> build(Platform platform) {
        String json = platform.more().getOrDefault(KEY, "");
        return Arrays.stream(json.replace("\"", "").split("\\.")).limit(NUMBERS).toList();
    }
}
