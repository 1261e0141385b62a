// SPDX-License-Identifier: Apache-2.0
/** What errors and warnings say: exceptions that every stage throws, warnings, limits, and text fit to be printed. */
package io.github.imagesquash.message;
