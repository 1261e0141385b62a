// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

/**
 * Why something is left out.
 *
 * @param name the rule's name, or the pattern as it was typed
 * @param text what the rule is about, or where the pattern stands; a few words
 * @param typed whether the user typed it, and should hear if it fits nothing
 */
public record Cause(String name, String text, boolean typed) {}
