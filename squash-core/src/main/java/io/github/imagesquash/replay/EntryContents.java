// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarInput;
import java.io.IOException;

/** Examines contents while a layer is read for its headers. */
@FunctionalInterface
public interface EntryContents {
    /** Ignores all contents. */
    EntryContents UNSEEN = (entry, content) -> {};

    /**
     * Receives an entry.
     *
     * @param entry the entry
     * @param content is at the beginning of the entry's content in the tar; may be read to that content's end, or
     *     partly, or not at all
     */
    void pass(TarEntry entry, TarInput content) throws IOException;
}
