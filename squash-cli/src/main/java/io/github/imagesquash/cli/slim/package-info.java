// SPDX-License-Identifier: Apache-2.0
/** {@code squash slim}: which packages of an image are needed, and why. */
package io.github.imagesquash.cli.slim;
