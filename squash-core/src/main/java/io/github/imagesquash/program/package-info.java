// SPDX-License-Identifier: Apache-2.0
/** Other programs on this machine, run with a time limit. No method takes or returns null. */
package io.github.imagesquash.program;
