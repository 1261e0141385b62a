// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Reference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a {@link PlanFile} line by line. Equal digests become one object. */
final class PlanReader {
    private final String name;
    private final Map<PlannedBlob, PlannedBlob> blobs = new HashMap<>();
    private int number;

    PlanReader(String name) {
        this.name = name;
    }

    FleetPlan read(InputStream in) throws IOException {
        ObjectNode header = line(in).orElseThrow(() -> new InvalidImageException(name, "empty; expected a plan"));
        if (!header.path("kind").asText().equals("fleet-plan")) {
            throw wrong("not a plan of squash fleet plan");
        }
        int version = header.path("schemaVersion").asInt();
        if (version != PlanFile.SCHEMA_VERSION) {
            throw wrong("a plan of version " + version + ", and this squash reads version " + PlanFile.SCHEMA_VERSION
                    + "; plan again with it");
        }
        List<PlannedGroup> groups = new ArrayList<>();
        for (JsonNode group : header.path("groups")) {
            groups.add(new PlannedGroup(text(group, "name"), texts(group.path("options"))));
        }
        List<PlannedImage> images = new ArrayList<>();
        List<SkippedImage> skipped = new ArrayList<>();
        for (Optional<ObjectNode> line = line(in); line.isPresent(); line = line(in)) {
            if (line.get().has("reason")) {
                skipped.add(
                        new SkippedImage(parsed(line.get(), "source", Reference::parse), text(line.get(), "reason")));
            } else {
                images.add(image(line.get(), groups));
            }
        }
        requireCount("images", header, images.size());
        requireCount("skipped", header, skipped.size());
        return new FleetPlan(groups, images, skipped);
    }

    private void requireCount(String key, ObjectNode header, int found) throws InvalidImageException {
        if (header.path(key).asInt() != found) {
            throw InvalidImageException.mismatch(
                    name, "lines of \"" + key + "\"", header.path(key).asInt(), found);
        }
    }

    private PlannedImage image(ObjectNode line, List<PlannedGroup> groups) throws InvalidImageException {
        String group = text(line, "group");
        if (groups.stream().noneMatch(known -> known.name().equals(group))) {
            throw wrong("the header has no group \"" + Printable.of(group) + "\"");
        }
        List<PlannedBlob> layers = new ArrayList<>();
        for (JsonNode layer : line.path("layers")) {
            PlannedBlob blob = new PlannedBlob(
                    parsed(layer, "digest", Digest::parse), layer.path("bytes").asLong());
            layers.add(blobs.computeIfAbsent(blob, same -> same));
        }
        return new PlannedImage(
                group,
                parsed(line, "source", Reference::parse),
                parsed(line, "tagged", Digest::parse),
                parsed(line, "digest", Digest::parse),
                parsed(line, "target", Reference::parse),
                line.has("backup") ? Optional.of(parsed(line, "backup", Reference::parse)) : Optional.empty(),
                line.path("done").asBoolean(),
                layers);
    }

    private Optional<ObjectNode> line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n' && bytes.size() <= OciJson.MAX_BYTES) {
            bytes.write(next);
            next = in.read();
        }
        number++;
        if (bytes.size() == 0) {
            return Optional.empty();
        }
        if (next < 0) {
            throw wrong("the last line is not complete");
        }
        return Optional.of(OciJson.readObject(bytes.toByteArray(), where()));
    }

    private List<String> texts(JsonNode list) throws InvalidImageException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                throw wrong("expected a list of strings");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private String text(JsonNode object, String key) throws InvalidImageException {
        if (!object.path(key).isTextual()) {
            throw wrong("\"" + key + "\": expected a string");
        }
        return object.path(key).textValue();
    }

    private <T> T parsed(JsonNode object, String key, Function<String, T> parser) throws InvalidImageException {
        try {
            return parser.apply(text(object, key));
        } catch (IllegalArgumentException e) {
            throw new InvalidImageException(
                    where(), "\"" + key + "\": " + Printable.of(String.valueOf(e.getMessage())), e);
        }
    }

    private String where() {
        return name + ": line " + number;
    }

    private InvalidImageException wrong(String problem) {
        return new InvalidImageException(where(), problem);
    }
}
