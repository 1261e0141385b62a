// SPDX-License-Identifier: Apache-2.0
/** Reads YAML into nodes that know their lines. No method takes or returns null. */
package io.github.imagesquash.yaml;
