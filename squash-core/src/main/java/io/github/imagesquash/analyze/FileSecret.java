// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.secrets.SecretRule;

/**
 * A file that has a secret.
 *
 * @param rule what it is
 * @param entry the file, and what became of it
 * @param survives whether a squash still ships the content, which can also be under another name that is a hard link
 */
public record FileSecret(SecretRule rule, LayerEntry entry, boolean survives) {}
