// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash ls}. */
package io.github.imagesquash.cli.ls;
