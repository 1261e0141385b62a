// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.util.Optional;

/**
 * What removing unneeded packages would do to an image, or why that is not possible.
 *
 * @param decision the packages that stay and that go; empty if it is not possible
 * @param refusal why it is not possible, in one line; empty if it is
 */
public record SlimAttempt(Optional<SlimDecision> decision, String refusal) {
    /** Nobody asked. */
    public static final SlimAttempt NONE = new SlimAttempt(Optional.empty(), "");

    /**
     * Decides with no knowledge but the image's own.
     *
     * @param where the name of the image in messages
     * @throws IOException if the image cannot be read
     */
    public static SlimAttempt of(FileTree tree, ExecutionParameters execution, String where) throws IOException {
        try {
            return new SlimAttempt(
                    Optional.of(SlimDecision.of(tree, execution, SlimOptions.PACKAGES, where, new Warnings())), "");
        } catch (UnmetRequestException e) {
            return new SlimAttempt(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** Size of the contents of the packages that would go, in bytes. */
    public long droppedBytes() {
        return decision.stream()
                .flatMap(found -> found.dropped().stream().map(found::bytes))
                .mapToLong(Long::longValue)
                .sum();
    }
}
