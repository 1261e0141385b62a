// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One image for one platform: its config and its layers (image-spec manifest.md).
 *
 * @param mediaType the media type in the document; {@link MediaType#NONE} if there is none
 * @param config the config
 * @param layers the layers, base first
 * @param annotations notes on the image, in the order of their keys
 * @param artifactType what it is, if it is not an image; {@link MediaType#NONE} if not given
 */
public record Manifest(
        MediaType mediaType,
        Descriptor config,
        List<Descriptor> layers,
        Map<String, String> annotations,
        MediaType artifactType) {

    public Manifest {
        layers = List.copyOf(layers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** An OCI manifest. */
    public Manifest(Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
        this(MediaType.MANIFEST, config, layers, annotations, MediaType.NONE);
    }

    /**
     * Reads a manifest.
     *
     * @param where what messages call the document
     * @throws InvalidImageException if it is not a manifest, or could also be read as an index
     */
    public static Manifest parse(byte[] bytes, String where) throws InvalidImageException {
        return from(OciJson.readObject(bytes, where), where);
    }

    /** Whether a document is readable as a manifest, if nothing else says what it is. */
    public static boolean isOne(ObjectNode json) throws InvalidImageException {
        return new JsonFields(json, "").object("config").isPresent();
    }

    /** As {@link #parse}, from JSON already read. */
    public static Manifest from(ObjectNode json, String where) throws InvalidImageException {
        JsonFields fields = new JsonFields(json, where);
        requireSchemaVersion(fields);
        fields.forbid("manifests", "which a manifest must not have");
        List<Descriptor> layers = new ArrayList<>();
        for (JsonFields layer : fields.objects("layers")) {
            layers.add(Descriptor.from(layer));
        }
        return new Manifest(
                new MediaType(fields.text("mediaType")),
                Descriptor.from(fields.requiredObject("config")),
                layers,
                fields.textMap("annotations"),
                new MediaType(fields.text("artifactType")));
    }

    /**
     * The same image in Docker's media types.
     *
     * @param where what messages call it
     * @throws UnmetRequestException if a layer is of a kind for which Docker has no type
     */
    public Manifest inDockerFormat(String where) throws UnmetRequestException {
        List<Descriptor> relabelled = new ArrayList<>();
        for (Descriptor layer : layers) {
            Descriptor docker = layer.inDockerFormat();
            if (docker.mediaType().isOciLayer()) {
                throw new UnmetRequestException(
                        where + ": layer " + (relabelled.size() + 1) + " ("
                                + layer.digest().shortForm() + ")",
                        "Docker's format has no name for " + layer.mediaType()
                                + "; use -c gzip, and merge the kept layers");
            }
            relabelled.add(docker);
        }
        return new Manifest(mediaType.inDockerFormat(), config.inDockerFormat(), relabelled, annotations, artifactType);
    }

    /** The document. */
    public byte[] bytes() {
        ObjectNode json = OciJson.newObject().put("schemaVersion", 2).put("mediaType", mediaType.text());
        json.set("config", config.toJson());
        ArrayNode list = json.putArray("layers");
        layers.forEach(layer -> list.add(layer.toJson()));
        Descriptor.putAnnotations(json, annotations);
        return OciJson.write(json);
    }

    /** The descriptor of this manifest in an index. */
    public Descriptor descriptor() {
        byte[] bytes = bytes();
        return new Descriptor(mediaType, Digest.sha256Of(bytes), bytes.length);
    }

    /**
     * Version 1 had no digests of its parts, and all later manifests have version 2. So a document without a version is
     * read as version 2, as in the engines.
     */
    static void requireSchemaVersion(JsonFields fields) throws InvalidImageException {
        long version = fields.has("schemaVersion") ? fields.requiredSize("schemaVersion") : 2;
        if (version == 1) {
            throw new InvalidImageException(
                    fields.where(),
                    "this is a manifest of schema 1, as Docker before 1.10 wrote it; convert it with skopeo copy --format"
                            + " v2s2, or pull and push it with podman");
        }
        if (version != 2) {
            throw InvalidImageException.mismatch(fields.where(), "schemaVersion", 2, version);
        }
    }
}
