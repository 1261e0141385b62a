// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

/**
 * A layer and the step that made it.
 *
 * @param createdBy the history's words for the step; empty if unknown
 * @param entries tar entries, whiteouts included
 */
public record LayerStep(String createdBy, long entries) {}
