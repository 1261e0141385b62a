// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

/**
 * The reason why something is left out.
 *
 * @param name the rule's name, or the pattern as it was typed
 * @param text the description of the rule, or the place of the pattern; a few words
 * @param typed whether the user typed it and should know if it matches nothing
 */
public record Cause(String name, String text, boolean typed) {}
