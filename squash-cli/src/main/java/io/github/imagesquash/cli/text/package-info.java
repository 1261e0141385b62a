// SPDX-License-Identifier: Apache-2.0
/** Text for people: sizes, tables, warnings, failures, and where a new image is. */
package io.github.imagesquash.cli.text;
