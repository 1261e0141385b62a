// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

/**
 * A row of a list of layers or packages.
 *
 * @param cells as it is shown
 * @param name what it is sorted by if not by size
 * @param size in bytes
 * @param scope what it limits the list of files to
 */
record TableRow(String cells, String name, long size, Scope scope) {}
