// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash analyze}. */
package io.github.imagesquash.cli.analyze;
