// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import java.util.List;

/**
 * Commands that have to end in the new image as they do in the old one.
 *
 * @param commands for {@code /bin/sh -c}, each run in containers of its own
 * @param options further options of the engine's {@code run}, the same for both images
 */
public record RunCheck(List<String> commands, List<String> options) {
    /** Nothing is run. */
    public static final RunCheck NONE = new RunCheck(List.of(), List.of());

    public RunCheck {
        commands = List.copyOf(commands);
        options = List.copyOf(options);
    }

    /** Whether anything is run. */
    public boolean isRequested() {
        return !commands.isEmpty();
    }
}
