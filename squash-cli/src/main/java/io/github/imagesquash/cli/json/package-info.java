// SPDX-License-Identifier: Apache-2.0
/** The form of all JSON documents. */
package io.github.imagesquash.cli.json;
