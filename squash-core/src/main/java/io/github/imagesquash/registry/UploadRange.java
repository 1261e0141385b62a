// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Range} header that reports how much of an upload a registry has. */
final class UploadRange {
    private static final Pattern RANGE = Pattern.compile("(?:bytes[ =])?0-([0-9]{1,18})");

    private UploadRange() {}

    /** The number of bytes that the registry has; empty if it does not say. Registries use {@code 0-0} for none. */
    static Optional<Long> received(RegistryResponse answer) {
        return answer.header("Range")
                .map(String::strip)
                .map(RANGE::matcher)
                .filter(Matcher::matches)
                .map(range -> Long.parseLong(range.group(1)))
                .map(last -> last == 0 ? 0 : last + 1);
    }

    /**
     * The number of bytes that the registry has after a chunk. A number below or equal to the previous one, or above
     * the sent bytes, is impossible: then all sent bytes count, and the digest of the whole blob proves it at the end.
     *
     * @param before the number before the chunk
     * @param sent the number if it received the whole chunk
     */
    static long after(RegistryResponse taken, long before, long sent) {
        return received(taken).filter(end -> end > before && end < sent).orElse(sent);
    }
}
