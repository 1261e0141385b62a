// SPDX-License-Identifier: Apache-2.0
/** Text for people: sizes, tables, warnings, failures, and the place of a new image. */
package io.github.imagesquash.cli.text;
