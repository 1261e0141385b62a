// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes of an image when the base that it is built on is exchanged: its config, merged three ways, its history, and
 * the paths at which its own layers meet something else than they were made for. Decisions are values; nothing is written
 * here. No method takes or returns null.
 */
package io.github.imagesquash.rebase;
