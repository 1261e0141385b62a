// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import java.util.List;
import java.util.stream.Collectors;

/** A chain in one line, for messages. */
final class ChainText {
    private ChainText() {}

    /** {@code Cmd → /usr/sbin/nginx → package nginx}. */
    static String of(List<ChainLink> chain) {
        return chain.isEmpty()
                ? ""
                : chain.getFirst().from() + " → "
                        + chain.stream().map(link -> link.to().toString()).collect(Collectors.joining(" → "));
    }
}
