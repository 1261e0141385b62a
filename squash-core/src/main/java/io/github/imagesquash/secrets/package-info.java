// SPDX-License-Identifier: Apache-2.0
/**
 * Finds credentials in files and in configs, by rules that are data, and hides them in texts that are shown. A value that was
 * found never leaves this package. No method takes or returns null.
 */
package io.github.imagesquash.secrets;
