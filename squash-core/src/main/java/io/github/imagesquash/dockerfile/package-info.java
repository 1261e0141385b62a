// SPDX-License-Identifier: Apache-2.0
/**
 * The language of Dockerfiles: keywords, instructions, their words and directives, as Docker reads them, in a file, in
 * a change of a config or in the history of an image. No method takes or returns null.
 */
package io.github.imagesquash.dockerfile;
