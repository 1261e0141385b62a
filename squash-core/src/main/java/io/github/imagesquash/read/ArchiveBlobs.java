// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The blobs in an archive. */
final class ArchiveBlobs implements BlobStore {
    private final ArchiveFiles members;
    private final Function<Digest, List<String>> names;

    private ArchiveBlobs(ArchiveFiles members, Function<Digest, List<String>> names) {
        this.members = members;
        this.names = names;
    }

    /** Blobs at the paths of an OCI layout. */
    static ArchiveBlobs ofOciLayout(ArchiveFiles members) {
        return new ArchiveBlobs(members, digest -> List.of(LayoutNames.blob(digest)));
    }

    /** Blobs at the paths of skopeo's {@code dir:} layout: named by their bare digits, manifests with a suffix. */
    static ArchiveBlobs ofDirLayout(ArchiveFiles members) {
        return new ArchiveBlobs(members, digest -> List.of(digest.hex(), digest.hex() + ".manifest.json"));
    }

    @Override
    public String where() {
        return members.where();
    }

    @Override
    public String whereOf(Descriptor descriptor) {
        return members.whereOf(nameOf(descriptor));
    }

    @Override
    public String nameOf(Descriptor descriptor) {
        return names.apply(descriptor.digest()).getFirst();
    }

    @Override
    public String whyForeignIsAbsent() {
        return "which archives leave out";
    }

    @Override
    public Optional<Blob> find(Descriptor descriptor) throws IOException {
        return region(descriptor).map(region -> region);
    }

    private Optional<FileRegion> region(Descriptor descriptor) throws IOException {
        for (String name : names.apply(descriptor.digest())) {
            Optional<FileRegion> region = members.find(name);
            if (region.isPresent()) {
                requireSize(name, descriptor.size(), region.get().size());
                return region;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> document(Descriptor descriptor) throws IOException {
        Optional<FileRegion> region = region(descriptor);
        if (region.isEmpty()) {
            return Optional.empty();
        }
        if (descriptor.size() > OciJson.MAX_BYTES) {
            throw new InvalidImageException(
                    whereOf(descriptor),
                    descriptor.size() + " bytes of JSON; at most " + OciJson.MAX_BYTES + " are read");
        }
        byte[] bytes = members.read(nameOf(descriptor), region.get());
        BlobStore.requireDigest(whereOf(descriptor), descriptor.digest(), bytes);
        return Optional.of(bytes);
    }

    private void requireSize(String name, long expected, long found) throws InvalidImageException {
        if (expected != found) {
            throw InvalidImageException.mismatch(members.whereOf(name), "size in bytes", expected, found);
        }
    }
}
