// SPDX-License-Identifier: Apache-2.0
/** One image with its layers, ready to be replayed. */
package io.github.imagesquash.image;
