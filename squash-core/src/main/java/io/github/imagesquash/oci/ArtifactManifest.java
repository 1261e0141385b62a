// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An artifact that has only annotations and refers to another manifest (image-spec manifest.md, "Guidelines for Artifact Usage").
 *
 * @param type its type
 * @param subject what it refers to
 * @param annotations what it says, in the order of their keys
 */
public record ArtifactManifest(String type, Descriptor subject, SortedMap<String, String> annotations) {
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    /** The blob that stands for no content. */
    public static final Descriptor NO_CONTENT =
            new Descriptor(new MediaType("application/vnd.oci.empty.v1+json"), Digest.sha256Of(EMPTY), EMPTY.length);

    public ArtifactManifest {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** An artifact with these annotations, in any order. */
    public ArtifactManifest(String type, Descriptor subject, Map<String, String> annotations) {
        this(type, subject, new TreeMap<>(annotations));
    }

    /** The bytes of {@link #NO_CONTENT}. */
    public static byte[] noContent() {
        return EMPTY.clone();
    }

    /** The document. */
    public byte[] bytes() {
        ObjectNode json = OciJson.newObject()
                .put("schemaVersion", 2)
                .put("mediaType", MediaType.MANIFEST.text())
                .put("artifactType", type);
        json.set("config", NO_CONTENT.toJson());
        json.putArray("layers").add(NO_CONTENT.toJson());
        json.set("subject", subject.toJson());
        Descriptor.putAnnotations(json, annotations);
        return OciJson.write(json);
    }
}
