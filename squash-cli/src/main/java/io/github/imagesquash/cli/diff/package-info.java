// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash diff}. */
package io.github.imagesquash.cli.diff;
