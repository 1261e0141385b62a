// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.imagesquash.message.InvalidImageException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Refers to content by its digest (image-spec descriptor.md).
 *
 * @param mediaType what the content is
 * @param digest its digest, as stored
 * @param size its length in bytes, as stored
 * @param urls other addresses of the content, which matter for layers that may not be distributed
 * @param platform what it runs on; {@link Platform#ANY} if not given
 * @param annotations notes on it, in the order of their keys
 */
public record Descriptor(
        MediaType mediaType,
        Digest digest,
        long size,
        List<String> urls,
        Platform platform,
        Map<String, String> annotations) {
    /** The annotation with an image's full name, which containerd and Docker read. */
    public static final String IMAGE_NAME = "io.containerd.image.name";

    /** The annotation with an image's full name, or only its tag, depending on the tool that wrote it. */
    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    /** The annotation by which BuildKit marks what is not an image, such as an attestation. */
    public static final String REFERENCE_TYPE = "vnd.docker.reference.type";

    private static final Set<String> PLATFORM_KEYS = Set.of("os", "architecture", "variant");
    private static final Predicate<String> PLATFORM_ALONE = key -> true;

    public Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException("negative size: " + size);
        }
        urls = List.copyOf(urls);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** A descriptor with only the required keys. */
    public Descriptor(MediaType mediaType, Digest digest, long size) {
        this(mediaType, digest, size, List.of(), Platform.ANY, Map.of());
    }

    /** The same content with Docker's name for its type. */
    public Descriptor inDockerFormat() {
        return new Descriptor(mediaType.inDockerFormat(), digest, size, urls, platform, annotations);
    }

    /** The same content for a platform. */
    public Descriptor withPlatform(Platform platform) {
        return new Descriptor(mediaType, digest, size, urls, platform, annotations);
    }

    /** The same content with more annotations. */
    public Descriptor annotated(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(annotations);
        all.putAll(more);
        return new Descriptor(mediaType, digest, size, urls, platform, all);
    }

    /** The same content under an image's name, annotated as in Docker and BuildKit. */
    public Descriptor named(Reference name) {
        SortedMap<String, String> named = new TreeMap<>(annotations);
        named.put(IMAGE_NAME, name.toString());
        named.put(REF_NAME, name.tag());
        return new Descriptor(mediaType, digest, size, urls, platform, named);
    }

    /** The same content under a name that need not be an image's, as other tools give them to images of a layout. */
    public Descriptor named(String name) {
        SortedMap<String, String> named = new TreeMap<>(annotations);
        named.put(REF_NAME, name);
        return new Descriptor(mediaType, digest, size, urls, platform, named);
    }

    static Descriptor from(JsonFields fields) throws InvalidImageException {
        Optional<JsonFields> platform = fields.object("platform");
        return new Descriptor(
                new MediaType(fields.text("mediaType")),
                fields.requiredDigest("digest"),
                fields.requiredSize("size"),
                fields.texts("urls"),
                platform.isPresent() ? platformFrom(platform.get(), PLATFORM_ALONE) : Platform.ANY,
                fields.textMap("annotations"));
    }

    /** @param isOfPlatform which other keys of the object are about the platform */
    static Platform platformFrom(JsonFields fields, Predicate<String> isOfPlatform) throws InvalidImageException {
        return new Platform(
                fields.text("os"),
                fields.text("architecture"),
                fields.text("variant"),
                fields.json(key -> isOfPlatform.test(key) && !PLATFORM_KEYS.contains(key)));
    }

    /** The JSON object for it in a document. */
    public String json() {
        return new String(OciJson.write(toJson()), StandardCharsets.UTF_8);
    }

    ObjectNode toJson() {
        ObjectNode json = OciJson.newObject()
                .put("mediaType", mediaType.text())
                .put("digest", digest.toString())
                .put("size", size);
        if (!urls.isEmpty()) {
            urls.forEach(json.putArray("urls")::add);
        }
        if (!platform.equals(Platform.ANY)) {
            json.set("platform", toJson(platform));
        }
        putAnnotations(json, annotations);
        return json;
    }

    /** Adds annotations, if there are any. */
    static void putAnnotations(ObjectNode json, Map<String, String> annotations) {
        if (!annotations.isEmpty()) {
            ObjectNode target = json.putObject("annotations");
            annotations.forEach(target::put);
        }
    }

    private static ObjectNode toJson(Platform platform) {
        ObjectNode json =
                OciJson.newObject().put("architecture", platform.architecture()).put("os", platform.os());
        if (!platform.variant().isEmpty()) {
            json.put("variant", platform.variant());
        }
        platform.more().forEach((key, value) -> json.putRawValue(key, new RawValue(value)));
        return json;
    }
}
