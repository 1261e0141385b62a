// SPDX-License-Identifier: Apache-2.0
/** Options that several commands share, and what their values mean. */
package io.github.imagesquash.cli.option;
