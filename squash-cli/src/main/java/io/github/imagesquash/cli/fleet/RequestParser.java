// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.request.SquashRequest;
import java.util.List;

/** Parses options of {@code squash} as that command does. */
public interface RequestParser {
    /**
     * Fails if there is an option that a policy cannot have.
     *
     * @param options words of a command line
     * @throws IllegalArgumentException naming the option
     */
    void requireInPolicy(List<String> options);

    /**
     * The request for an image of a registry, whose source and destination are still to be given.
     *
     * @param options words of a command line, without names of images
     * @throws IllegalArgumentException saying what is wrong with an option
     */
    SquashRequest parse(List<String> options);
}
