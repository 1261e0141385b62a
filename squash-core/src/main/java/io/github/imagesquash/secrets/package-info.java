// SPDX-License-Identifier: Apache-2.0
/**
 * Finds credentials in files and in configs, by rules that are data, and masks them in texts that are shown. A found
 * value never leaves this package. No method takes or returns null.
 */
package io.github.imagesquash.secrets;
