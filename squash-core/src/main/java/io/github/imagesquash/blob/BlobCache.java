// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Blobs that several images need, fetched once. Each is in a temporary file until the last image is finished. A blob for
 * which there is no space is not kept, and each image fetches it.
 */
public final class BlobCache implements AutoCloseable {
    /** Keeps nothing. */
    public static final BlobCache NONE = new BlobCache(Path.of(""), 0, Map.of());

    private final Path directory;
    private final Map<Digest, Integer> uses;
    private final Map<Digest, Kept> kept = new HashMap<>();
    private final List<Kept> dropped = new ArrayList<>();
    private long free;

    private record Kept(SpoolingBlob blob, Spool spool) {}

    /** The blob of one image, whose connection may end before another image needs the bytes. */
    private record Shared(SpoolingBlob kept, Blob own) implements Blob {
        @Override
        public long size() {
            return own.size();
        }

        @Override
        public byte[] head(int length) throws IOException {
            return kept.head(length, own);
        }

        @Override
        public InputStream stream() {
            return kept.stream(own);
        }
    }

    /**
     * Begins empty.
     *
     * @param directory an existing directory for temporary files
     * @param capacity the most bytes that are kept at a time
     * @param uses how many images need each blob
     */
    public BlobCache(Path directory, long capacity, Map<Digest, Integer> uses) {
        this.directory = directory;
        this.free = capacity;
        this.uses = new HashMap<>(uses);
    }

    /**
     * The blob for one of the images that need it.
     *
     * @param fetched the blob as this image fetches it
     */
    public synchronized Blob shared(Digest digest, Blob fetched) {
        Optional<Kept> known = Optional.ofNullable(kept.get(digest));
        if (known.isPresent()) {
            return new Shared(known.get().blob(), fetched);
        }
        if (uses.getOrDefault(digest, 0) < 2 || fetched.size() > free) {
            return fetched;
        }
        free -= fetched.size();
        Spool spool = new Spool(directory);
        Kept added = new Kept(new SpoolingBlob(fetched, spool), spool);
        kept.put(digest, added);
        return new Shared(added.blob(), fetched);
    }

    /** An image is finished: what no other image needs is deleted. */
    public synchronized void release(Collection<Digest> digests) throws IOException {
        for (Digest digest : digests) {
            if (uses.merge(digest, -1, Integer::sum) <= 0) {
                Optional<Kept> last = Optional.ofNullable(kept.remove(digest));
                if (last.isPresent()) {
                    free += last.get().blob().size();
                    last.get().spool().close();
                }
            }
        }
    }

    /** Blobs that may be damaged: images that need them from now on fetch them again. */
    public synchronized void forget(Collection<Digest> digests) {
        // Other images may be reading them.
        digests.forEach(digest -> Optional.ofNullable(kept.remove(digest)).ifPresent(dropped::add));
    }

    @Override
    public synchronized void close() throws IOException {
        dropped.addAll(kept.values());
        kept.clear();
        for (Kept one : dropped) {
            one.spool().close();
        }
    }
}
