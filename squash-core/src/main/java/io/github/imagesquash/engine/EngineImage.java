// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image that an engine has.
 *
 * @param id the digest of its config, or with Docker's containerd image store that of its manifest or index
 * @param names its names, as the engine shows them
 * @param diffIds its layers, base first
 * @param created when it was made; empty if it does not say
 */
public record EngineImage(String id, List<String> names, List<Digest> diffIds, Optional<Instant> created) {
    private static final String ALGORITHM = "sha256:";
    private static final int SHORT_ID = 12;

    public EngineImage {
        names = List.copyOf(names);
        diffIds = List.copyOf(diffIds);
    }

    /**
     * Reads what {@code docker image inspect} prints or the engine's API sends: an object, or a list of one.
     *
     * @param where the name of the document in messages
     */
    static EngineImage parse(String json, String where) throws IOException {
        JsonNode document = OciJson.read(json.getBytes(StandardCharsets.UTF_8), where);
        JsonNode image = document.isArray() ? document.path(0) : document;
        String id = image.path("Id").asText();
        List<String> names = new ArrayList<>();
        image.path("RepoTags").forEach(name -> names.add(name.asText()));
        List<Digest> diffIds = new ArrayList<>();
        for (JsonNode diffId : image.path("RootFS").path("Layers")) {
            diffIds.add(digest(diffId.asText(), where));
        }
        return new EngineImage(
                id.contains(":") ? id : ALGORITHM + id,
                names,
                diffIds,
                created(image.path("Created").asText()));
    }

    private static Optional<Instant> created(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Digest digest(String text, String where) throws InvalidImageException {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidImageException(where, "a layer's " + Printable.of(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * The name to request, so that the engine saves only this image, under the name that the user gave: for a name
     * without a tag it would save all tags of the repository.
     *
     * @param asked a name or an ID
     */
    public String nameFor(String asked) {
        return fullName(asked)
                .flatMap(full -> names.stream()
                        .filter(name -> fullName(name).equals(Optional.of(full)) || isPodmans(name, asked))
                        .findFirst())
                .orElse(asked);
    }

    /** The beginning of the ID and the other names, for a message: {@code sha256:ab12cd34ef56, also named app:2}. */
    public String labelBeside(Reference name) {
        String shown = id.substring(0, Math.min(id.length(), ALGORITHM.length() + SHORT_ID));
        List<String> others = names.stream()
                .filter(other -> !fullName(other).equals(Optional.of(name.toString())))
                .toList();
        return others.isEmpty() ? shown : shown + ", also named " + String.join(", ", others);
    }

    private static boolean isPodmans(String name, String asked) {
        return name.equals(EngineKind.PODMAN.qualify(asked).toString());
    }

    private static Optional<String> fullName(String name) {
        try {
            return Optional.of(Reference.parse(name).toString());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
