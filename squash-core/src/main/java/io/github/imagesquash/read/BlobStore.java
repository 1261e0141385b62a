package io.github.imagesquash.read;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.InvalidArchiveException;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The content of an archive that is named by its digest. */
final class BlobStore {
    private final Members members;
    private final Function<Digest, List<String>> names;

    private BlobStore(Members members, Function<Digest, List<String>> names) {
        this.members = members;
        this.names = names;
    }

    /** Blobs where an OCI layout has them. */
    static BlobStore ofOciLayout(Members members) {
        return new BlobStore(members, digest -> List.of(LayoutNames.blob(digest)));
    }

    /** Blobs where skopeo's {@code dir:} layout has them: by their bare digits, manifests with a suffix. */
    static BlobStore ofDirLayout(Members members) {
        return new BlobStore(members, digest -> List.of(digest.hex(), digest.hex() + ".manifest.json"));
    }

    /** What messages call the archive. */
    String where() {
        return members.where();
    }

    /** What messages call some content. */
    String whereOf(Descriptor descriptor) {
        return members.whereOf(nameOf(descriptor));
    }

    /** The name that the content should have in the archive. */
    String nameOf(Descriptor descriptor) {
        return names.apply(descriptor.digest()).getFirst();
    }

    /**
     * The content, its size compared with the descriptor's, its digest not.
     *
     * @return empty if the archive does not have it, which is legal where nobody asks for it
     */
    Optional<FileRegion> find(Descriptor descriptor) throws IOException {
        for (String name : names.apply(descriptor.digest())) {
            Optional<FileRegion> region = members.find(name);
            if (region.isPresent()) {
                requireSize(name, descriptor.size(), region.get().size());
                return region;
            }
        }
        return Optional.empty();
    }

    /**
     * A JSON document, its size and digest compared with the descriptor's.
     *
     * @return empty if the archive does not have it
     */
    Optional<byte[]> document(Descriptor descriptor) throws IOException {
        Optional<FileRegion> region = find(descriptor);
        if (region.isEmpty()) {
            return Optional.empty();
        }
        if (descriptor.size() > OciJson.MAX_BYTES) {
            throw new InvalidArchiveException(
                    whereOf(descriptor),
                    descriptor.size() + " bytes of JSON; at most " + OciJson.MAX_BYTES + " are read");
        }
        byte[] bytes = members.read(nameOf(descriptor), region.get());
        requireDigest(whereOf(descriptor), descriptor.digest(), bytes);
        return Optional.of(bytes);
    }

    /** Fails if bytes do not have the digest that was promised for them. */
    static void requireDigest(String where, Digest expected, byte[] bytes) throws InvalidArchiveException {
        MessageDigest computation = expected.newMessageDigest();
        computation.update(bytes);
        Digest found = expected.sameAlgorithm(computation);
        if (!found.equals(expected)) {
            throw InvalidArchiveException.mismatch(where, "digest", expected, found);
        }
    }

    private void requireSize(String name, long expected, long found) throws InvalidArchiveException {
        if (expected != found) {
            throw InvalidArchiveException.mismatch(members.whereOf(name), "size in bytes", expected, found);
        }
    }
}
