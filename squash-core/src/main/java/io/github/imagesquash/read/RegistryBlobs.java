// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ImageBlobs;
import io.github.imagesquash.blob.SharedBlob;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.registry.RemoteImage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The blobs and manifests of a repository. Everything that a manifest names is assumed to exist; a request shows
 * whether it does.
 */
final class RegistryBlobs implements BlobStore {
    private final RemoteImage image;
    private final ImageBlobs shared;
    private final Map<Digest, Blob> blobs = new ConcurrentHashMap<>();

    RegistryBlobs(RemoteImage image, ImageBlobs shared) {
        this.image = image;
        this.shared = shared;
    }

    @Override
    public String where() {
        return image.address().toString();
    }

    @Override
    public String whereOf(Descriptor descriptor) {
        return where() + ": " + descriptor.digest().shortForm();
    }

    @Override
    public String nameOf(Descriptor descriptor) {
        return descriptor.digest().toString();
    }

    @Override
    public String whyForeignIsAbsent() {
        return "which is only available at other addresses; squash does not follow these";
    }

    /** Equal digests are one blob, so its beginning is requested once. */
    @Override
    public Optional<Blob> find(Descriptor descriptor) throws IOException {
        if (descriptor.mediaType().isForeignLayer() && !image.holds(descriptor.digest())) {
            return Optional.empty();
        }
        return Optional.of(blobs.computeIfAbsent(descriptor.digest(), _ -> found(descriptor)));
    }

    private Blob found(Descriptor descriptor) {
        Blob blob = shared.shared(descriptor.digest(), image.blob(descriptor));
        return blob instanceof SharedBlob ? blob : new CachedHead(blob);
    }

    @Override
    public Optional<byte[]> document(Descriptor descriptor) throws IOException {
        if (descriptor.size() > OciJson.MAX_BYTES) {
            throw new InvalidImageException(
                    whereOf(descriptor),
                    descriptor.size() + " bytes of JSON; at most " + OciJson.MAX_BYTES + " are read");
        }
        byte[] bytes = bytes(descriptor);
        if (bytes.length != descriptor.size()) {
            throw InvalidImageException.mismatch(whereOf(descriptor), "size in bytes", descriptor.size(), bytes.length);
        }
        BlobStore.requireDigest(whereOf(descriptor), descriptor.digest(), bytes);
        return Optional.of(bytes);
    }

    private byte[] bytes(Descriptor descriptor) throws IOException {
        boolean manifest =
                descriptor.mediaType().isManifest() || descriptor.mediaType().isIndex();
        return manifest
                ? image.manifest(descriptor.digest()).bytes()
                : image.blob(descriptor).stream().readAllBytes();
    }
}
