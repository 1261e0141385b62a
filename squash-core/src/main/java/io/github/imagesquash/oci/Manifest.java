package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One image for one platform: its config and its layers (image-spec manifest.md).
 *
 * @param mediaType what the document says it is; {@link MediaType#NONE} where it does not
 * @param config the config
 * @param layers the layers, base first
 * @param annotations notes on the image, in the order of their keys
 */
public record Manifest(
        MediaType mediaType, Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {

    public Manifest {
        layers = List.copyOf(layers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** An OCI manifest. */
    public Manifest(Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
        this(MediaType.MANIFEST, config, layers, annotations);
    }

    /**
     * Reads a manifest.
     *
     * @param where what messages call the document
     * @throws InvalidArchiveException if it is not a manifest, or could be taken for an index as well
     */
    public static Manifest parse(byte[] bytes, String where) throws InvalidArchiveException {
        return from(OciJson.readObject(bytes, where), where);
    }

    /** As {@link #parse}, from JSON already read. */
    public static Manifest from(ObjectNode json, String where) throws InvalidArchiveException {
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
                fields.textMap("annotations"));
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

    /** What an index says of this manifest. */
    public Descriptor descriptor() {
        byte[] bytes = bytes();
        return new Descriptor(mediaType, Digest.sha256Of(bytes), bytes.length);
    }

    /** Version 1 had no digests of its parts; there is no version but 2 since. */
    static void requireSchemaVersion(JsonFields fields) throws InvalidArchiveException {
        long version = fields.requiredSize("schemaVersion");
        if (version != 2) {
            throw InvalidArchiveException.mismatch(fields.where(), "schemaVersion", 2, version);
        }
    }
}
