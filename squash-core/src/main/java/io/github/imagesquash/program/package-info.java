// SPDX-License-Identifier: Apache-2.0
/**
 * Other programs on this machine, run for no longer than they may take. No method takes or returns null.
 */
package io.github.imagesquash.program;
