// SPDX-License-Identifier: Apache-2.0
/** {@code squash browse}: an image explored in a terminal. */
package io.github.imagesquash.cli.browse;
