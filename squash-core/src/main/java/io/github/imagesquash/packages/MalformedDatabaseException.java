// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

/** Bytes that are not a valid package database; this only becomes a warning. */
final class MalformedDatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDatabaseException(String problem) {
        super(problem);
    }
}
