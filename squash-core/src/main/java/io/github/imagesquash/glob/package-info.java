// SPDX-License-Identifier: Apache-2.0
/** Patterns for paths, in the language of {@code .dockerignore}, which all options and files use. */
package io.github.imagesquash.glob;
