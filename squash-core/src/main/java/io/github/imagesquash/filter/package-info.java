/**
 * Decides what of the merged tree is not written, and says why. Payload is never read. No method takes or returns
 * null.
 */
package io.github.imagesquash.filter;
