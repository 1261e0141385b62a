// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarInput;
import java.io.IOException;

/** Looks at contents while a layer is read for its headers. */
@FunctionalInterface
public interface EntryContents {
    /** Looks at none. */
    EntryContents UNSEEN = (entry, content) -> {};

    /**
     * Is shown an entry.
     *
     * @param entry the entry
     * @param content stands at the beginning of what the tar holds of its content; may be read to that content's end, or
     *     less far, or not at all
     */
    void pass(TarEntry entry, TarInput content) throws IOException;
}
