// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * One image of {@code docker save}'s {@code manifest.json}. Other fields are ignored, because Docker adds some now and
 * then.
 *
 * @param config the name of the config in the archive
 * @param repoTags the image's names, perhaps short ones
 * @param layers the names of the layers in the archive, base first
 */
public record DockerManifest(String config, List<String> repoTags, List<String> layers) {
    /** The largest {@code manifest.json} that is read, in bytes; skopeo and podman have the same limit. */
    public static final int MAX_BYTES = 1 << 20;

    public DockerManifest {
        repoTags = List.copyOf(repoTags);
        layers = List.copyOf(layers);
    }

    /**
     * The item for an image whose blobs are at the paths of an OCI layout. Names are written in full: podman takes a
     * short name for one of {@code localhost}, and Docker shortens them itself.
     */
    public static DockerManifest ofBlobs(Digest config, List<Reference> names, List<Digest> layers) {
        return new DockerManifest(
                LayoutNames.blob(config),
                names.stream().map(Reference::toString).toList(),
                layers.stream().map(LayoutNames::blob).toList());
    }

    /**
     * Reads the list.
     *
     * @param json the document
     * @param where its name in messages
     * @throws InvalidImageException if it is not a list of images
     */
    public static List<DockerManifest> parse(JsonNode json, String where) throws InvalidImageException {
        if (json.isNull()) {
            return List.of();
        }
        if (!(json instanceof ArrayNode array)) {
            throw new InvalidImageException(where, "expected a JSON array, found " + OciJson.kind(json));
        }
        ObjectNode holder = OciJson.newObject();
        holder.set("item", array);
        List<DockerManifest> items = new ArrayList<>();
        for (JsonFields item : new JsonFields(holder, where).objects("item")) {
            items.add(new DockerManifest(item.requiredText("Config"), item.texts("RepoTags"), item.texts("Layers")));
        }
        return items;
    }

    /** The document with only this item. */
    public byte[] bytes() {
        return bytes(List.of(this));
    }

    /** The document with these items. */
    public static byte[] bytes(List<DockerManifest> items) {
        ArrayNode list = OciJson.newObject().arrayNode();
        for (DockerManifest item : items) {
            ObjectNode json = list.addObject().put("Config", item.config);
            putTexts(json, "RepoTags", item.repoTags);
            putTexts(json, "Layers", item.layers);
        }
        return OciJson.write(list);
    }

    private static void putTexts(ObjectNode json, String key, List<String> texts) {
        ArrayNode array = json.putArray(key);
        texts.forEach(array::add);
    }
}
