// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import java.io.IOException;
import java.util.function.Consumer;

/** Finds what a file needs by one kind of evidence. What it needs and the image lacks is not an edge. */
interface EdgeFinder {
    /**
     * Passes on the edges of a file, some perhaps several times; none if the file is of another kind.
     *
     * @throws IOException only if the image cannot be read; never because of a file's content
     */
    void find(ScannedFile file, Consumer<Edge> edges) throws IOException;
}
