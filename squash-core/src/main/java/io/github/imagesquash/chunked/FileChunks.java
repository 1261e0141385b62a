// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.TarHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry of a tar that is being written, with the chunks of its content that are already stored. */
final class FileChunks {
    private final TarHeader header;
    private final List<StoredChunk> chunks = new ArrayList<>(1);
    private Optional<Digest> whole = Optional.empty();
    private long stored;

    FileChunks(TarHeader header) {
        this.header = header;
    }

    TarHeader header() {
        return header;
    }

    void add(StoredChunk chunk) {
        chunks.add(chunk);
        stored += chunk.size();
    }

    /** Sets the digest of a content that has several chunks. */
    void digest(Digest digest) {
        whole = Optional.of(digest);
    }

    /** The chunks in their order; none if there is no content. */
    List<StoredChunk> chunks() {
        return chunks;
    }

    /** The digest of the content, which must be complete and not empty. */
    Digest digest() {
        return whole.orElseGet(() -> chunks.getFirst().digest());
    }

    /** Whether all content is stored. */
    boolean isComplete() {
        return stored == header.size();
    }
}
