// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.glob.Glob;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which tags of a repository: those that match a pattern and none that begins with {@code !}.
 *
 * @param patterns tags or patterns in the language of {@link Glob}
 */
public record TagPatterns(List<String> patterns) {
    /** All tags. */
    public static final TagPatterns ALL = new TagPatterns(List.of("*"));

    private static final String NOT = "!";

    /** @throws IllegalArgumentException if one is not a pattern */
    public TagPatterns {
        patterns = List.copyOf(patterns);
        patterns.forEach(pattern -> glob(pattern));
    }

    boolean match(String tag) {
        byte[] name = tag.getBytes(StandardCharsets.UTF_8);
        boolean wanted = false;
        for (String pattern : patterns) {
            if (glob(pattern).fits(name)) {
                if (pattern.startsWith(NOT)) {
                    return false;
                }
                wanted = true;
            }
        }
        return wanted;
    }

    private static Glob glob(String pattern) {
        return Glob.parse(pattern.startsWith(NOT) ? pattern.substring(NOT.length()) : pattern);
    }
}
