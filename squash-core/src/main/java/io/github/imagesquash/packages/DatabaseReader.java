// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.IOException;

/** Recognises one kind of package database by its path. Has no state. */
interface DatabaseReader {
    /**
     * Adds the packages of the databases in a directory; does nothing if there are none. Called for every directory of
     * a tree.
     *
     * @throws IOException only if the image cannot be read
     */
    void read(DatabaseDirectory place, PackageCollector findings) throws IOException;
}
