// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.oci.OciJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;

/** A plan as lines of JSON ({@code docs/schema/fleet-plan.schema.json}): a header, then a line for each image. */
public final class PlanFile {
    static final int SCHEMA_VERSION = 1;

    private PlanFile() {}

    /** Writes a plan; the stream stays open. */
    public static void write(FleetPlan plan, OutputStream out) throws IOException {
        writeLine(header(plan), out);
        Stream<ObjectNode> lines = Stream.concat(
                plan.images().stream().map(PlanFile::line),
                plan.skipped().stream().map(PlanFile::line));
        for (ObjectNode line : (Iterable<ObjectNode>) lines::iterator) {
            writeLine(line, out);
        }
    }

    private static void writeLine(ObjectNode line, OutputStream out) throws IOException {
        out.write(OciJson.write(line));
        out.write('\n');
    }

    private static ObjectNode header(FleetPlan plan) {
        ObjectNode json = object().put("schemaVersion", SCHEMA_VERSION)
                .put("kind", "fleet-plan")
                .put("images", plan.images().size())
                .put("skipped", plan.skipped().size())
                .put("distinctBytes", FleetPlan.distinctBytes(plan.images()));
        ArrayNode groups = json.putArray("groups");
        for (PlannedGroup group : plan.groups()) {
            ArrayNode options = groups.addObject().put("name", group.name()).putArray("options");
            group.options().forEach(options::add);
        }
        return json;
    }

    private static ObjectNode line(PlannedImage image) {
        ObjectNode json = object().put("group", image.group())
                .put("source", image.source().toString())
                .put("tagged", image.tagged().toString())
                .put("digest", image.digest().toString())
                .put("target", image.target().toString());
        image.backup().ifPresent(backup -> json.put("backup", backup.toString()));
        json.put("done", image.done()).put("bytes", image.bytes());
        ArrayNode layers = json.putArray("layers");
        for (PlannedBlob layer : image.layers()) {
            layers.addObject().put("digest", layer.digest().toString()).put("bytes", layer.bytes());
        }
        return json;
    }

    private static ObjectNode line(SkippedImage image) {
        return object().put("source", image.source().toString()).put("reason", image.reason());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Reads a plan.
     *
     * @param name the name of the file in messages
     * @throws io.github.imagesquash.message.InvalidImageException if it is not a complete plan of this version; the message
     *     names the line
     */
    public static FleetPlan read(InputStream in, String name) throws IOException {
        return new PlanReader(name).read(new BufferedInputStream(in));
    }
}
