// SPDX-License-Identifier: Apache-2.0
/**
 * The results of a run as values: counts and sizes in bytes, by layer. The caller decides how to show them. No method
 * takes or returns null.
 */
package io.github.imagesquash.report;
