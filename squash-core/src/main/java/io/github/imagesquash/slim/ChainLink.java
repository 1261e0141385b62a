// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

/**
 * A reason why something stays.
 *
 * @param from what needs it
 * @param to what is needed
 * @param strength how sure that is
 * @param how why it is needed, in a few words
 */
public record ChainLink(Node from, Node to, Strength strength, String how) {}
