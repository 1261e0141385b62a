// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import java.util.List;

/**
 * Which images of registries are squashed, and how. An image belongs to the first group that selects it.
 *
 * @param name the name of the policy's file in messages
 * @param groups at least one
 */
public record Policy(String name, List<PolicyGroup> groups) {
    public Policy {
        groups = List.copyOf(groups);
    }

    /**
     * Reads a policy ({@code docs/guide/fleet.md}).
     *
     * @param name the name of its file in messages
     * @param content YAML
     * @throws IllegalArgumentException if it is not a policy; the message names the line
     */
    public static Policy parse(String name, String content) {
        return new PolicyParser(name).parse(content);
    }
}
