// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash rules}. */
package io.github.imagesquash.cli.rules;
