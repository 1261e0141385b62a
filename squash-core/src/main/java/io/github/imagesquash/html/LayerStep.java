// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

/**
 * A layer and the step that made it.
 *
 * @param createdBy the history's text for the step; empty if unknown
 * @param entries the number of tar entries, including whiteouts
 */
public record LayerStep(String createdBy, long entries) {}
