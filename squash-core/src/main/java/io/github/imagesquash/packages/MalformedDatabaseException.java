// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

/** Bytes that are not the package database they are taken for; becomes a warning, never more. */
final class MalformedDatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDatabaseException(String problem) {
        super(problem);
    }
}
