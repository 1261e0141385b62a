// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.IndexEntry;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows descriptors, through nested indexes, to images. An entry that an archive may list without containing it, and
 * an entry that is not an image, becomes an unusable candidate and not an error.
 */
final class ManifestWalk {
    /**
     * Indexes in indexes; no writer nests more than two. A few more are allowed, but not as many as a hostile one may
     * have.
     */
    private static final int MAX_DEPTH = 8;

    private static final int MAX_DESCRIPTORS = 10_000;

    private final BlobStore blobs;
    private final Map<Digest, Candidate> found = new LinkedHashMap<>();
    private final Map<Digest, Index> indexes = new HashMap<>();
    private int descriptors;

    /**
     * How a descriptor was reached: by which names, through which indexes, and with which annotations of the last one.
     */
    private record Way(ImageNames names, List<Digest> indexes, IndexEntry entry) {
        static final Way TOP = new Way(ImageNames.NONE, List.of(), IndexEntry.NONE);

        Way to(Descriptor descriptor, Index index) {
            return new Way(
                    names.and(ImageNames.ofAnnotations(descriptor.annotations())),
                    indexes,
                    IndexEntry.of(descriptor, index));
        }

        Way through(Digest index) {
            List<Digest> more = new ArrayList<>(indexes);
            more.add(index);
            return new Way(names, more, entry);
        }

        /** The digests that lead to an image: its own first. */
        List<Digest> digests(Digest own) {
            List<Digest> digests = new ArrayList<>(List.of(own));
            digests.addAll(indexes);
            return digests;
        }
    }

    ManifestWalk(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** All images of an index, in its order, each once. */
    List<Candidate> follow(Index index) throws IOException {
        visitAll(index, Way.TOP);
        return List.copyOf(found.values());
    }

    /** The image of a manifest that no descriptor refers to. */
    Candidate image(Manifest manifest, Digest digest) throws IOException {
        return image(manifest, digest, Platform.ANY, Way.TOP);
    }

    private void visitAll(Index index, Way way) throws IOException {
        for (Descriptor descriptor : index.manifests()) {
            if (++descriptors > MAX_DESCRIPTORS || way.indexes.size() > MAX_DEPTH) {
                throw new InvalidImageException(
                        blobs.where(),
                        "indexes list more than " + MAX_DESCRIPTORS + " manifests, or are nested more than " + MAX_DEPTH
                                + " deep");
            }
            visit(descriptor, way.to(descriptor, index));
        }
    }

    private void visit(Descriptor descriptor, Way way) throws IOException {
        Digest digest = descriptor.digest();
        Candidate known = found.get(digest);
        if (known != null) {
            found.put(digest, known.alsoKnown(way.names, way.indexes));
            return;
        }
        if (isAttestation(descriptor)) {
            found.put(digest, new Candidate.Attestation(way.names, descriptor.platform(), way.digests(digest)));
            return;
        }
        if (!isIndex(descriptor)) {
            found.put(digest, candidate(descriptor, way));
            return;
        }
        Optional<Index> index = index(descriptor);
        if (index.isPresent()) {
            visitAll(index.get(), way.through(digest));
        } else {
            found.put(digest, unusable(descriptor, way, "its index " + digest + " is missing"));
        }
    }

    /** By its type, or by the document itself if the type does not describe the content. */
    private boolean isIndex(Descriptor descriptor) throws IOException {
        if (!descriptor.mediaType().isGeneric()) {
            return descriptor.mediaType().isIndex();
        }
        Optional<byte[]> document = blobs.document(descriptor);
        return document.isPresent() && Index.isOne(OciJson.readObject(document.get(), blobs.whereOf(descriptor)));
    }

    /** Each index is read once, however many names lead to it. */
    private Optional<Index> index(Descriptor descriptor) throws IOException {
        Index known = indexes.get(descriptor.digest());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> document = blobs.document(descriptor);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        Index index = Index.parse(document.get(), blobs.whereOf(descriptor));
        requireType(descriptor, index.mediaType());
        indexes.put(descriptor.digest(), index);
        return Optional.of(index);
    }

    private Candidate candidate(Descriptor descriptor, Way way) throws IOException {
        if (!descriptor.mediaType().isManifest() && !descriptor.mediaType().isGeneric()) {
            String type = Printable.of(descriptor.mediaType().toString());
            return unusable(descriptor, way, "its media type is " + type + ", which is not an image's");
        }
        Optional<byte[]> document = blobs.document(descriptor);
        if (document.isEmpty()) {
            return unusable(descriptor, way, "its manifest " + descriptor.digest() + " is missing");
        }
        ObjectNode json = OciJson.readObject(document.get(), blobs.whereOf(descriptor));
        if (descriptor.mediaType().isGeneric() && !Manifest.isOne(json)) {
            return unusable(descriptor, way, "it is neither a manifest nor an index");
        }
        Manifest manifest = Manifest.from(json, blobs.whereOf(descriptor));
        requireType(descriptor, manifest.mediaType());
        return image(manifest, descriptor.digest(), descriptor.platform(), way);
    }

    private Candidate image(Manifest manifest, Digest digest, Platform platform, Way way) throws IOException {
        Descriptor config = manifest.config();
        Optional<String> artifact = ArtifactKind.of(manifest);
        if (artifact.isPresent()) {
            return new Candidate.Artifact(way.names, platform, way.digests(digest), artifact.get());
        }
        if (!config.mediaType().isImageConfig() && !looksLikeConfig(config)) {
            return new Candidate.Artifact(way.names, platform, way.digests(digest), ArtifactKind.described(manifest));
        }
        Optional<byte[]> document = blobs.document(config);
        if (document.isEmpty()) {
            return new Candidate.Unusable(
                    way.names, platform, way.digests(digest), "its config " + config.digest() + " is missing");
        }
        ImageConfig parsed = ImageConfig.parse(document.get(), blobs.whereOf(config));
        List<Digest> digests = way.digests(digest);
        digests.add(config.digest());
        return new Candidate.Stored(
                way.names,
                platform.equals(Platform.ANY) ? parsed.platform() : platform,
                digests,
                parsed,
                config.digest(),
                Optional.of(digest),
                layers(manifest),
                manifest.annotations(),
                way.entry);
    }

    /** Whether the content is an image's config, whatever its type is. */
    private boolean looksLikeConfig(Descriptor config) throws IOException {
        if (config.size() > OciJson.MAX_BYTES) {
            return false;
        }
        Optional<byte[]> document = blobs.document(config);
        return document.isPresent()
                ? ImageConfig.isOne(document.get())
                : config.mediaType().isGeneric();
    }

    private List<StoredLayer> layers(Manifest manifest) {
        return manifest.layers().stream()
                .<StoredLayer>map(layer -> new StoredLayer.Described(blobs, layer))
                .toList();
    }

    private static Candidate unusable(Descriptor descriptor, Way way, String reason) {
        return new Candidate.Unusable(way.names, descriptor.platform(), way.digests(descriptor.digest()), reason);
    }

    private static boolean isAttestation(Descriptor descriptor) {
        return descriptor.annotations().containsKey(Descriptor.REFERENCE_TYPE)
                || descriptor.platform().os().equals("unknown");
    }

    /** Engines would read a document differently if its descriptor and its content disagree. */
    private void requireType(Descriptor descriptor, MediaType found) throws InvalidImageException {
        boolean same = found.equals(MediaType.NONE) || found.equals(descriptor.mediaType());
        if (!same && !descriptor.mediaType().isGeneric()) {
            throw InvalidImageException.mismatch(
                    blobs.whereOf(descriptor), "media type", descriptor.mediaType(), Printable.of(found.text()));
        }
    }
}
