// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash cat}. */
package io.github.imagesquash.cli.cat;
