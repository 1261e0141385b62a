// SPDX-License-Identifier: Apache-2.0
/**
 * Images made by chance, and a naive model of what they show. {@link io.github.imagesquash.random.RandomImage#agreed} makes
 * what all engines understand alike, to be compared with them; {@link io.github.imagesquash.random.RandomImage#odd} makes
 * what they do not, to be compared with the model.
 */
package io.github.imagesquash.random;
