// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.List;

/**
 * The kind of content that a descriptor refers to (image-spec media-types.md). Any text is a media type; unknown ones
 * are kept and belong to none of the groups.
 *
 * @param text such as {@code application/vnd.oci.image.manifest.v1+json}; empty if a document does not give it
 */
public record MediaType(String text) {
    /** Not given. */
    public static final MediaType NONE = new MediaType("");

    /** An OCI index: a list of manifests. */
    public static final MediaType INDEX = new MediaType("application/vnd.oci.image.index.v1+json");

    /** An OCI manifest. */
    public static final MediaType MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");

    /** An OCI image config. */
    public static final MediaType CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");

    private static final String DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
    private static final String DOCKER_FOREIGN_LAYER = "application/vnd.docker.image.rootfs.foreign.diff.tar";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final String FOREIGN_LAYER = "application/vnd.oci.image.layer.nondistributable.v1.tar";

    /**
     * The type of a layer that is written.
     *
     * @param suffix the compression: empty, {@code +gzip} or {@code +zstd}
     */
    public static MediaType layer(String suffix) {
        return new MediaType(LAYER + suffix);
    }

    /**
     * The type of a layer that may not be distributed.
     *
     * @param suffix the compression: empty, {@code +gzip} or {@code +zstd}
     */
    public static MediaType foreignLayer(String suffix) {
        return new MediaType(FOREIGN_LAYER + suffix);
    }

    /** All types of manifests and indexes that are understood, OCI's first. */
    public static List<MediaType> ofManifests() {
        return List.of(INDEX, MANIFEST, new MediaType(DOCKER_INDEX), new MediaType(DOCKER_MANIFEST));
    }

    /** An OCI index or Docker's manifest list. */
    public boolean isIndex() {
        return equals(INDEX) || text.equals(DOCKER_INDEX);
    }

    /** A manifest of OCI's or of Docker's schema 2. */
    public boolean isManifest() {
        return equals(MANIFEST) || text.equals(DOCKER_MANIFEST);
    }

    /** The config of a container image, not of some other artifact. */
    public boolean isImageConfig() {
        return equals(CONFIG) || text.equals(DOCKER_CONFIG);
    }

    /**
     * A type that does not describe the content. Old registries and simple tools give it to manifests and configs; then
     * the content decides. Docker accepts the same types for a config.
     */
    public boolean isGeneric() {
        return switch (text) {
            case "", "application/octet-stream", "application/json", "text/html", "text/plain" -> true;
            default -> false;
        };
    }

    /** A document, which no layer can be: a signature, an attestation or a list of packages. */
    public boolean isDocument() {
        return text.startsWith("text/")
                || text.endsWith("+json")
                || text.endsWith("/json")
                || text.endsWith("+xml")
                || text.endsWith("/xml");
    }

    /** Docker's name for the same kind, if there is one; zstd layers have none. Any other type stays unchanged. */
    public MediaType inDockerFormat() {
        return new MediaType(
                switch (text) {
                    case "application/vnd.oci.image.index.v1+json" -> DOCKER_INDEX;
                    case "application/vnd.oci.image.manifest.v1+json" -> DOCKER_MANIFEST;
                    case "application/vnd.oci.image.config.v1+json" -> DOCKER_CONFIG;
                    case LAYER -> DOCKER_LAYER;
                    case LAYER + "+gzip" -> DOCKER_LAYER + ".gzip";
                    case FOREIGN_LAYER -> DOCKER_FOREIGN_LAYER;
                    case FOREIGN_LAYER + "+gzip" -> DOCKER_FOREIGN_LAYER + ".gzip";
                    default -> text;
                });
    }

    /** A layer with one of OCI's types, with any compression. */
    public boolean isOciLayer() {
        return text.startsWith("application/vnd.oci.image.layer.");
    }

    /** A layer that may not be distributed, and so may be absent from an archive. */
    public boolean isForeignLayer() {
        return text.contains(".nondistributable.") || text.contains(".foreign.");
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "none" : text;
    }
}
