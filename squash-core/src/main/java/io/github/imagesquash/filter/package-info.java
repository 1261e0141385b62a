// SPDX-License-Identifier: Apache-2.0
/**
 * Decides what of the merged tree is not written, and says why. Of payload only start scripts, settings of locales and users, and package databases are
 * read. No method takes or returns
 * null.
 */
package io.github.imagesquash.filter;
