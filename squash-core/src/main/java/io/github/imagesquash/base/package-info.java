// SPDX-License-Identifier: Apache-2.0
/** Finds which layers of an image belong to its base, and so which are merged and which are kept. */
package io.github.imagesquash.base;
