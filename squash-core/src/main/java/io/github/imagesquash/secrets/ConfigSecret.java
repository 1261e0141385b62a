// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

/**
 * A secret in a config.
 *
 * @param rule the rule that found it
 * @param step the step of the history that contains it, 1 for the first; 0 for the environment
 * @param layer the layer that the step made, 1 for the base; 0 if it made none, and for the environment
 * @param variable the variable that contains it; empty if none does
 * @param scrubbable whether {@code --scrub-history} removes it from the step; not if it is in the command itself
 */
public record ConfigSecret(SecretRule rule, int step, int layer, String variable, boolean scrubbable) {
    /** Whether every process gets it from the config. */
    public boolean isInEnvironment() {
        return step == 0;
    }
}
