// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Range} header with which a registry says how much of an upload it has. */
final class UploadRange {
    private static final Pattern RANGE = Pattern.compile("(?:bytes[ =])?0-([0-9]{1,18})");

    private UploadRange() {}

    /** How many bytes the registry has; empty if it does not say. {@code 0-0} is what registries say of none. */
    static Optional<Long> received(RegistryResponse answer) {
        return answer.header("Range")
                .map(String::strip)
                .map(RANGE::matcher)
                .filter(Matcher::matches)
                .map(range -> Long.parseLong(range.group(1)))
                .map(last -> last == 0 ? 0 : last + 1);
    }

    /**
     * How many bytes the registry has after it took a chunk. Less than before, nothing more, or more than was sent cannot be:
     * then all that was sent counts, and the digest of the whole tells at the end.
     *
     * @param before how many it had
     * @param sent how many it has if it took the whole chunk
     */
    static long after(RegistryResponse taken, long before, long sent) {
        return received(taken).filter(end -> end > before && end < sent).orElse(sent);
    }
}
