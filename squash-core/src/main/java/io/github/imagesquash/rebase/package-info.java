// SPDX-License-Identifier: Apache-2.0
/**
 * An image on another base: its config, merged three ways, its history, and the paths at which its own layers do not
 * fit the new base. Decisions are values; nothing is written here. No method takes or returns null.
 */
package io.github.imagesquash.rebase;
