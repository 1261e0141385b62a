// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

/**
 * A set of rules that are applied together.
 *
 * @param name what {@code --drop} calls it
 * @param about what is in it, in a few words
 */
public record RuleSet(String name, String about) {}
