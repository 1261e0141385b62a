// SPDX-License-Identifier: Apache-2.0
/** Options that several commands share, and the parsers of their values. */
package io.github.imagesquash.cli.option;
