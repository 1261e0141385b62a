// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code index.json} of a layout that may hold other images as well; these stay unchanged, including unknown keys.
 */
public final class SharedIndex {
    private static final String MANIFESTS = "manifests";

    private final ObjectNode json;
    private final List<Descriptor> images;

    private SharedIndex(ObjectNode json, List<Descriptor> images) {
        this.json = json;
        this.images = images;
    }

    /** The index of a layout without images. */
    public static SharedIndex empty() {
        ObjectNode json = OciJson.newObject().put("schemaVersion", 2).put("mediaType", MediaType.INDEX.text());
        json.putArray(MANIFESTS);
        return new SharedIndex(json, List.of());
    }

    /**
     * Reads an index.
     *
     * @param where what messages call the document
     * @throws InvalidImageException if it is not an index
     */
    public static SharedIndex parse(byte[] bytes, String where) throws InvalidImageException {
        ObjectNode json = ConfigKeys.respelled(OciJson.readObject(bytes, where), Set.of(MANIFESTS), where);
        return new SharedIndex(json, Index.from(json, where).manifests());
    }

    /**
     * The document with an image added under some names. Other images lose these names.
     *
     * @param entries an entry for each name, or one without a name
     */
    public byte[] with(List<Descriptor> entries) {
        ObjectNode copy = json.deepCopy();
        ArrayNode list = copy.putArray(MANIFESTS);
        List<Descriptor> kept = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            Descriptor old = images.get(i);
            if (entries.stream().noneMatch(entry -> replaces(entry, old))) {
                kept.add(old);
                list.add(json.get(MANIFESTS).get(i));
            }
        }
        entries.forEach(entry -> list.add(distinct(entry, kept).toJson()));
        return OciJson.write(copy);
    }

    /**
     * If both have a full name, the full names are compared, because app:1 and db:1 have the same tag. Otherwise the
     * reference names are compared.
     */
    private static boolean replaces(Descriptor entry, Descriptor old) {
        String name = name(entry);
        String ref = refName(entry);
        if (ref.isEmpty()) {
            return refName(old).isEmpty()
                    && name(old).isEmpty()
                    && entry.digest().equals(old.digest());
        }
        return !name.isEmpty() && !name(old).isEmpty()
                ? name.equals(name(old))
                : ref.equals(refName(old)) || !name.isEmpty() && name.equals(refName(old));
    }

    /** Tools find images by the reference name, so an image with the tag of another one gets its full name there. */
    private static Descriptor distinct(Descriptor entry, List<Descriptor> others) {
        boolean taken = !refName(entry).isEmpty()
                && others.stream().anyMatch(other -> refName(other).equals(refName(entry)));
        return taken ? entry.named(name(entry)) : entry;
    }

    private static String name(Descriptor image) {
        return annotation(image.annotations(), Descriptor.IMAGE_NAME);
    }

    private static String refName(Descriptor image) {
        return annotation(image.annotations(), Descriptor.REF_NAME);
    }

    private static String annotation(Map<String, String> annotations, String key) {
        return annotations.getOrDefault(key, "");
    }
}
