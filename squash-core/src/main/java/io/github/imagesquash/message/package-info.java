// SPDX-License-Identifier: Apache-2.0
/** Errors and warnings: exceptions that every stage throws, warnings, limits, and printable text. */
package io.github.imagesquash.message;
