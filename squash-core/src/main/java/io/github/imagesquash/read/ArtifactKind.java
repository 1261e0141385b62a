// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recognises artifacts that are not container images, by the media types in their manifest. */
public final class ArtifactKind {
    /** A part of a media type, and the kind of content. */
    private record Sign(String part, String what) {}

    /** The config type of an artifact without a config. */
    private static final MediaType EMPTY = new MediaType("application/vnd.oci.empty.v1+json");

    private static final List<Sign> SIGNS = List.of(
            new Sign("cosign", "a cosign signature; name the image that it signs"),
            new Sign("notary", "a Notation signature; name the image that it signs"),
            new Sign("sigstore.bundle", "a sigstore signature; name the image that it signs"),
            new Sign("in-toto", "an attestation; name the image that it is about"),
            new Sign("dsse", "an attestation; name the image that it is about"),
            new Sign("spdx", "a software bill of materials; name the image that it is about"),
            new Sign("cyclonedx", "a software bill of materials; name the image that it is about"),
            new Sign("syft", "a software bill of materials; name the image that it is about"),
            new Sign("helm", "a Helm chart; name an image that it deploys"),
            new Sign("docker.plugin", "a plugin of Docker"),
            new Sign("wasm", "a WebAssembly module"));

    private ArtifactKind() {}

    /**
     * The kind of artifact, with an article, if the manifest alone shows that it is not an image. Cosign's signatures
     * have the config of an image, so a manifest with only documents as layers is not an image either.
     */
    public static Optional<String> of(Manifest manifest) {
        boolean documents = !manifest.layers().isEmpty()
                && manifest.layers().stream()
                        .allMatch(layer -> layer.mediaType().isDocument());
        MediaType config = manifest.config().mediaType();
        boolean other = !config.isImageConfig()
                && (!manifest.artifactType().equals(MediaType.NONE)
                        || config.equals(EMPTY)
                        || SIGNS.stream().anyMatch(sign -> config.text().contains(sign.part())));
        return documents || other ? Optional.of(described(manifest)) : Optional.empty();
    }

    /** The kind of artifact, with an article. */
    static String described(Manifest manifest) {
        List<String> types = Stream.of(
                        Stream.of(manifest.artifactType(), manifest.config().mediaType()),
                        manifest.layers().stream().map(Descriptor::mediaType))
                .flatMap(some -> some)
                .map(MediaType::text)
                .toList();
        return SIGNS.stream()
                .filter(sign -> types.stream().anyMatch(type -> type.contains(sign.part())))
                .map(Sign::what)
                .findFirst()
                .orElseGet(() -> byType(manifest));
    }

    private static String byType(Manifest manifest) {
        return manifest.artifactType().equals(MediaType.NONE)
                ? "an artifact with a config of type "
                        + Printable.of(manifest.config().mediaType().toString())
                : "an artifact of type " + Printable.of(manifest.artifactType().text());
    }
}
