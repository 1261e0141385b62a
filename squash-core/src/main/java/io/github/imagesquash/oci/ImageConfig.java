// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an image runs, and the diff IDs of its layers (image-spec config.md). The JSON object is kept whole, with unknown
 * keys and in its order: a model of the known keys would lose what newer engines add.
 */
public final class ImageConfig {
    private static final String ROOTFS = "rootfs";
    private static final String DIFF_IDS = "diff_ids";
    private static final String HISTORY = "history";
    private static final String CREATED = "created";

    /** Keys that refer to the old layers: BuildKit's inline cache, and the image's ids before Docker 1.10. */
    private static final List<String> OF_OLD_LAYERS = List.of("moby.buildkit.cache.v0", "id", "parent");

    private final byte[] bytes;
    private final ObjectNode json;
    private final Platform platform;
    private final String created;
    private final List<Digest> diffIds;
    private final List<History> history;

    private ImageConfig(byte[] bytes, ObjectNode json, String where) throws InvalidImageException {
        JsonFields fields = new JsonFields(json, where);
        this.bytes = bytes;
        this.json = json;
        this.platform = Descriptor.platformFrom(fields, key -> key.startsWith("os."));
        this.created = created(fields);
        this.diffIds = diffIds(fields);
        this.history = history(fields);
    }

    /**
     * Reads a config.
     *
     * @param where what messages call the document
     * @throws InvalidImageException if a known key has an invalid value
     */
    public static ImageConfig parse(byte[] bytes, String where) throws InvalidImageException {
        return new ImageConfig(bytes.clone(), ConfigKeys.canonical(OciJson.readObject(bytes, where), where), where);
    }

    /** Whether bytes are readable as an image's config, if nothing else says what they are. */
    public static boolean isOne(byte[] bytes) {
        try {
            JsonFields config = new JsonFields(OciJson.readObject(bytes, ""), "");
            return config.object(ROOTFS).isPresent();
        } catch (InvalidImageException _) {
            return false;
        }
    }

    /** The document, unchanged if it was read. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The digest of {@link #bytes}, which Docker calls the image ID. */
    public Digest digest() {
        return Digest.sha256Of(bytes);
    }

    /** The platform that the image runs on. */
    public Platform platform() {
        return platform;
    }

    /** The operating system, such as {@code linux}; empty if not said. */
    public String os() {
        return platform.os();
    }

    /** When the image was made; empty if not said. */
    public Optional<Instant> created() {
        return created.isEmpty() ? Optional.empty() : Optional.of(instant(created));
    }

    /** The digests of the layers' uncompressed tars, base first. */
    public List<Digest> diffIds() {
        return diffIds;
    }

    /** The environment variables of processes, each {@code NAME=value}; values that are not text are left out. */
    public List<String> environment() {
        List<String> variables = new ArrayList<>();
        for (JsonNode variable : json.path("config").path("Env")) {
            if (variable.isTextual()) {
                variables.add(variable.textValue());
            }
        }
        return variables;
    }

    /** The labels of the image; values that are not text are left out. */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> label :
                json.path("config").path("Labels").properties()) {
            if (label.getValue().isTextual()) {
                labels.put(label.getKey(), label.getValue().textValue());
            }
        }
        return labels;
    }

    /** The steps that made the image, first to last; fewer than layers if the builder kept no record. */
    public List<History> history() {
        return history;
    }

    /** The command that a container runs. */
    public ExecutionParameters execution() {
        return ExecutionParameters.from(json.path("config"));
    }

    /**
     * The config of the same image with other layers. Everything else stays, except keys that refer to the old layers.
     *
     * @param diffIds the new layers, base first
     * @param history the new history; with as many layer steps as there are diff IDs, because Docker otherwise refuses
     *     the image
     * @param created when the image was made; empty keeps the present value
     */
    public ImageConfig squashed(List<Digest> diffIds, List<History> history, Optional<Instant> created) {
        long withLayer = history.stream().filter(step -> !step.emptyLayer()).count();
        if (withLayer != diffIds.size()) {
            throw new IllegalArgumentException(withLayer + " steps of history for " + diffIds.size() + " layers");
        }
        ObjectNode copy = json.deepCopy();
        copy.remove(OF_OLD_LAYERS);
        ArrayNode layers = copy.withObjectProperty(ROOTFS).put("type", "layers").putArray(DIFF_IDS);
        diffIds.forEach(diffId -> layers.add(diffId.toString()));
        ArrayNode steps = copy.putArray(HISTORY);
        history.forEach(step -> steps.add(step.toJson()));
        // An equal instant keeps its spelling, so that the config does not change without need.
        created.filter(time -> !created().equals(created)).ifPresent(time -> copy.put(CREATED, time.toString()));
        return written(copy);
    }

    /** A copy of the config's JSON, for changes. */
    public Draft draft() {
        return new Draft(json.deepCopy());
    }

    /**
     * A config while it is being changed.
     *
     * @param json all of it
     */
    public record Draft(ObjectNode json) {
        /** The config in its present state, which must still be a valid config. */
        public ImageConfig finish() {
            return written(json.deepCopy());
        }
    }

    private static ImageConfig written(ObjectNode json) {
        try {
            return new ImageConfig(OciJson.write(json), json, "squashed config");
        } catch (InvalidImageException e) {
            throw new IllegalStateException("a config that was read and changed must be readable", e);
        }
    }

    private static String created(JsonFields fields) throws InvalidImageException {
        String text = fields.text(CREATED);
        try {
            if (!text.isEmpty()) {
                instant(text);
            }
            return text;
        } catch (DateTimeException e) {
            throw new InvalidImageException(
                    fields.where(),
                    "\"" + CREATED + "\": \"" + Printable.of(text) + "\" is not a time as in RFC 3339",
                    e);
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static List<Digest> diffIds(JsonFields fields) throws InvalidImageException {
        JsonFields rootfs = fields.requiredObject(ROOTFS);
        String type = rootfs.text("type");
        // Engines ignore it, and old tools leave it out.
        if (!type.isEmpty() && !type.equals("layers")) {
            throw InvalidImageException.mismatch(
                    rootfs.where(), "\"type\"", "\"layers\"", "\"" + Printable.of(type) + "\"");
        }
        return List.copyOf(rootfs.digests(DIFF_IDS));
    }

    private static List<History> history(JsonFields fields) throws InvalidImageException {
        List<History> history = new ArrayList<>();
        for (JsonFields step : fields.objects(HISTORY)) {
            history.add(History.from(step));
        }
        return List.copyOf(history);
    }
}
