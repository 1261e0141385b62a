// SPDX-License-Identifier: Apache-2.0
/** The command {@code squash}: options to request, report to text or JSON. */
package io.github.imagesquash.cli.squash;
