// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A list of manifests, one for each image, name or platform (image-spec image-index.md).
 *
 * @param mediaType the media type in the document; {@link MediaType#NONE} if there is none
 * @param manifests the list; an entry may itself refer to an index
 * @param annotations notes on it, in the order of their keys
 */
public record Index(MediaType mediaType, List<Descriptor> manifests, Map<String, String> annotations) {

    public Index {
        manifests = List.copyOf(manifests);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** An index without annotations. */
    public Index(MediaType mediaType, List<Descriptor> manifests) {
        this(mediaType, manifests, Map.of());
    }

    /**
     * Reads an index.
     *
     * @param where what messages call the document
     * @throws InvalidImageException if it is not an index, or could also be read as a manifest
     */
    public static Index parse(byte[] bytes, String where) throws InvalidImageException {
        return from(OciJson.readObject(bytes, where), where);
    }

    /** Whether a document is readable as an index, if nothing else says what it is. */
    public static boolean isOne(ObjectNode json) throws InvalidImageException {
        return new JsonFields(json, "").has("manifests");
    }

    /** As {@link #parse}, from JSON already read. */
    public static Index from(ObjectNode json, String where) throws InvalidImageException {
        JsonFields fields = new JsonFields(json, where);
        Manifest.requireSchemaVersion(fields);
        fields.forbid("layers", "which an index must not have");
        fields.forbid("config", "which an index must not have");
        List<Descriptor> manifests = new ArrayList<>();
        for (JsonFields item : fields.objects("manifests")) {
            manifests.add(Descriptor.from(item));
        }
        return new Index(new MediaType(fields.text("mediaType")), manifests, fields.textMap("annotations"));
    }

    /** The index of an archive with one image: an entry for each name, or one entry if it has none. */
    public static Index ofImage(Descriptor manifest, List<Reference> names) {
        return new Index(
                MediaType.INDEX,
                names.isEmpty()
                        ? List.of(manifest)
                        : names.stream().map(manifest::named).toList());
    }

    /** The document. */
    public byte[] bytes() {
        ObjectNode json = OciJson.newObject().put("schemaVersion", 2).put("mediaType", mediaType.text());
        ArrayNode list = json.putArray("manifests");
        manifests.forEach(manifest -> list.add(manifest.toJson()));
        Descriptor.putAnnotations(json, annotations);
        return OciJson.write(json);
    }

    /** The descriptor of this index in another one. */
    public Descriptor descriptor() {
        byte[] bytes = bytes();
        return new Descriptor(mediaType, Digest.sha256Of(bytes), bytes.length);
    }
}
