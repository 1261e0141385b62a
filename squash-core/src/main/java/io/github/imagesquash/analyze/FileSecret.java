// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.secrets.SecretRule;

/**
 * A file that contains a secret.
 *
 * @param rule the rule that found it
 * @param entry the file, and what became of it
 * @param survives whether the content remains after squashing, which can also be under another hard-linked name
 */
public record FileSecret(SecretRule rule, LayerEntry entry, boolean survives) {}
