// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash export}. */
package io.github.imagesquash.cli.export;
