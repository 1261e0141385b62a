// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

/**
 * A set of rules that are applied together.
 *
 * @param name its name for {@code --drop}
 * @param about a description in a few words
 */
public record RuleSet(String name, String about) {}
