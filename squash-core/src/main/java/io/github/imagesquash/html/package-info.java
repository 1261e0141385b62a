// SPDX-License-Identifier: Apache-2.0
/**
 * An image as one HTML page that needs nothing else: what its layers hold, what became of each entry, before and after. The
 * page is made of resources of this package, which are written as they are, and of one JSON text with the image's data,
 * which the page's script draws. Names of the image reach the page as JSON strings alone. No method takes or returns null.
 */
package io.github.imagesquash.html;
