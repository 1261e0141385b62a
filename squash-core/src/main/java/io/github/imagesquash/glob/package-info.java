// SPDX-License-Identifier: Apache-2.0
/** Patterns for paths, in the one language of {@code .dockerignore} that all options and files speak. */
package io.github.imagesquash.glob;
