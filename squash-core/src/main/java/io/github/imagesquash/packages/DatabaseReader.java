// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.IOException;

/** Recognises one kind of package database by where it lies and what it is called. Has no state. */
interface DatabaseReader {
    /**
     * Adds what the databases in a directory tell; does nothing where there are none. Is asked of every directory of a tree.
     *
     * @throws IOException only if the image cannot be read
     */
    void read(DatabaseDirectory place, PackageCollector findings) throws IOException;
}
