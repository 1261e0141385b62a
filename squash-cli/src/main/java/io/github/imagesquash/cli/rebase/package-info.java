// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash rebase}. */
package io.github.imagesquash.cli.rebase;
