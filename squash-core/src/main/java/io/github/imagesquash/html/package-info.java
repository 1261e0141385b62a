// SPDX-License-Identifier: Apache-2.0
/**
 * An image as one self-contained HTML page: the content of its layers, what became of each entry, before and after. The
 * page consists of resources of this package, which are written unchanged, and of one JSON text with the image's data,
 * which the page's script draws. Names of the image reach the page only as JSON strings. No method takes or returns
 * null.
 */
package io.github.imagesquash.html;
