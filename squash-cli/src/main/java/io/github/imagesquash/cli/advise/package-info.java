// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash advise}. */
package io.github.imagesquash.cli.advise;
