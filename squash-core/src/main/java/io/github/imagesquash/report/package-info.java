// SPDX-License-Identifier: Apache-2.0
/**
 * What a run did, as values: counts and sizes in bytes, by layer. How they are shown is up to the caller. No method
 * takes or returns null.
 */
package io.github.imagesquash.report;
