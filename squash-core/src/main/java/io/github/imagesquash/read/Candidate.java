// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.IndexEntry;
import io.github.imagesquash.oci.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One image for one platform, as an archive lists it. */
sealed interface Candidate {

    /** Its names. */
    ImageNames names();

    /** Its platform; {@link Platform#ANY} if unknown. */
    Platform platform();

    /** The digests that identify it: of its manifest, of its config, and of the indexes that contain it. */
    List<Digest> digests();

    /** The same image, with more names and digests. */
    Candidate alsoKnown(ImageNames moreNames, List<Digest> moreDigests);

    /** The same image, with only these names. */
    Candidate named(ImageNames others);

    /** A name for messages. */
    default String label() {
        return names().label().orElseGet(() -> digests().getFirst().shortForm());
    }

    /**
     * One whose manifest and config are in the archive.
     *
     * @param manifestDigest the manifest's digest, if there is a manifest
     * @param layers the layers in the manifest, base first
     * @param annotations the annotations of the manifest
     * @param entry the annotations of the index that lists it
     */
    record Stored(
            ImageNames names,
            Platform platform,
            List<Digest> digests,
            ImageConfig config,
            Digest configDigest,
            Optional<Digest> manifestDigest,
            List<StoredLayer> layers,
            Map<String, String> annotations,
            IndexEntry entry)
            implements Candidate {

        public Stored {
            digests = digests.stream().distinct().toList();
            layers = List.copyOf(layers);
            annotations = Map.copyOf(annotations);
        }

        @Override
        public Stored alsoKnown(ImageNames moreNames, List<Digest> moreDigests) {
            return new Stored(
                    names.and(moreNames),
                    platform,
                    Stream.concat(digests.stream(), moreDigests.stream()).toList(),
                    config,
                    configDigest,
                    manifestDigest,
                    layers,
                    annotations,
                    entry);
        }

        @Override
        public Stored named(ImageNames others) {
            return new Stored(
                    others, platform, digests, config, configDigest, manifestDigest, layers, annotations, entry);
        }

        /** Whether the archive contains all its layers. */
        boolean isComplete() throws IOException {
            for (StoredLayer layer : layers) {
                if (layer.find().isEmpty()) {
                    return false;
                }
            }
            return true;
        }

        /** The indexes that lead to it, which lie between its own digest and its config's. */
        List<Digest> inIndexes() {
            return digests.stream()
                    .skip(1)
                    .filter(digest -> !digest.equals(configDigest))
                    .toList();
        }

        /** The same image with its layers in another order. */
        Stored withLayers(List<StoredLayer> ordered) {
            return new Stored(
                    names, platform, digests, config, configDigest, manifestDigest, ordered, annotations, entry);
        }
    }

    /** A document that BuildKit lists beside an image, about its build or its content. */
    record Attestation(ImageNames names, Platform platform, List<Digest> digests) implements Candidate {
        public Attestation {
            digests = digests.stream().distinct().toList();
        }

        @Override
        public Attestation alsoKnown(ImageNames moreNames, List<Digest> moreDigests) {
            return new Attestation(
                    names.and(moreNames),
                    platform,
                    Stream.concat(digests.stream(), moreDigests.stream()).toList());
        }

        @Override
        public Attestation named(ImageNames others) {
            return new Attestation(others, platform, digests);
        }
    }

    /**
     * An entry that is not a container image, such as a signature or a chart, which is an error only if it is
     * requested.
     *
     * @param what the kind of artifact, with an article
     */
    record Artifact(ImageNames names, Platform platform, List<Digest> digests, String what) implements Candidate {
        public Artifact {
            digests = digests.stream().distinct().toList();
        }

        @Override
        public Artifact alsoKnown(ImageNames moreNames, List<Digest> moreDigests) {
            return new Artifact(
                    names.and(moreNames),
                    platform,
                    Stream.concat(digests.stream(), moreDigests.stream()).toList(),
                    what);
        }

        @Override
        public Artifact named(ImageNames others) {
            return new Artifact(others, platform, digests, what);
        }

        /** The names of some candidates, shortened for a one-line message, because an archive may contain thousands. */
        static String listed(List<Candidate> candidates) {
            return candidates.stream()
                    .filter(candidate -> candidate instanceof Artifact)
                    .map(candidate -> candidate.label() + ": " + ((Artifact) candidate).what)
                    .limit(50)
                    .collect(Collectors.joining(", "));
        }

        /** The reason why it cannot be used, as a sentence. */
        String reason() {
            return label() + " cannot be read: it is not a container image, but " + what;
        }
    }

    /**
     * An entry that is listed but cannot be used, which is an error only if it is requested.
     *
     * @param reason the reason, as the end of a sentence
     */
    record Unusable(ImageNames names, Platform platform, List<Digest> digests, String reason) implements Candidate {
        public Unusable {
            digests = digests.stream().distinct().toList();
        }

        @Override
        public Unusable alsoKnown(ImageNames moreNames, List<Digest> moreDigests) {
            return new Unusable(
                    names.and(moreNames),
                    platform,
                    Stream.concat(digests.stream(), moreDigests.stream()).toList(),
                    reason);
        }

        @Override
        public Unusable named(ImageNames others) {
            return new Unusable(others, platform, digests, reason);
        }
    }
}
