// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

/**
 * A secret in a config.
 *
 * @param rule what it is
 * @param step the step of the history whose words have it, 1 for the first; 0 if the environment has it
 * @param layer the layer that the step made, 1 for the base; 0 if it made none, and for the environment
 * @param variable the variable that has it; empty if none has
 * @param scrubbable whether {@code --scrub-history} takes it out of the step; not if it is in the command itself
 */
public record ConfigSecret(SecretRule rule, int step, int layer, String variable, boolean scrubbable) {
    /** Whether the config gives it to every process. */
    public boolean isInEnvironment() {
        return step == 0;
    }
}
