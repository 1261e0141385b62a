// SPDX-License-Identifier: Apache-2.0
/**
 * Packages as their package manager sees them: what each depends on, and how the manager's own files change when some
 * packages are removed. No maintainer script is run. No method takes or returns null.
 */
package io.github.imagesquash.purge;
