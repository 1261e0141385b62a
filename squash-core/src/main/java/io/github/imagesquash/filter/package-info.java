// SPDX-License-Identifier: Apache-2.0
/**
 * Decides which parts of the merged tree are not written, and why. It reads no contents except start scripts, settings
 * of locales and users, and package databases. No method takes or returns null.
 */
package io.github.imagesquash.filter;
