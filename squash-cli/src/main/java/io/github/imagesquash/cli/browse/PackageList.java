// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

/** The list of packages. Their databases are read when it is first looked at. */
sealed interface PackageList {
    /** Nobody has looked at it. */
    record Unread() implements PackageList {}

    /** The databases are being read. */
    record Reading() implements PackageList {}

    /** @param reason why they cannot be read */
    record Failed(String reason) implements PackageList {}

    /** @param table the list */
    record Listed(TableView table) implements PackageList {}
}
