// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.io.IOException;

/** Returns the blocks that follow a header, for sparse maps in front of the data. */
@FunctionalInterface
interface BlockSource {
    /** The next {@value HeaderBlock#SIZE} bytes, in an array that the next call may overwrite. */
    byte[] next() throws IOException, MalformedTarException;
}
