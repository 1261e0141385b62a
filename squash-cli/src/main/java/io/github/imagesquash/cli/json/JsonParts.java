// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.Gate.Figure;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.Reuse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Objects that several documents have. */
public final class JsonParts {
    private JsonParts() {}

    /** The form of constants in every document: in lower case, with hyphens between its words. */
    public static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static void writeImage(JsonGenerator json, String key, ImageSummary image) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("manifestDigest", image.manifestDigest().orElse(""));
        json.writeStringField("configDigest", image.configDigest());
        json.writeNumberField("layers", image.layers());
        json.writeNumberField("unread", image.unread());
        if (image.unread() == 0) {
            json.writeNumberField("entries", image.entries());
            json.writeNumberField("fileBytes", image.fileBytes());
            json.writeNumberField("uncompressedBytes", image.uncompressedBytes());
        }
        json.writeNumberField("storedBytes", image.storedBytes());
        json.writeEndObject();
    }

    public static void writeResultLayer(JsonGenerator json, ResultLayer layer) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("kept", layer.kept());
        json.writeBooleanField("inSource", layer.inSource());
        json.writeBooleanField("inDestination", layer.inDestination());
        json.writeStringField("content", layer.content());
        json.writeStringField("diffId", layer.diffId());
        json.writeStringField("digest", layer.digest());
        json.writeStringField("compression", layer.compression());
        json.writeNumberField("storedBytes", layer.storedBytes());
        json.writeBooleanField("read", layer.read());
        if (layer.read()) {
            json.writeNumberField("uncompressedBytes", layer.uncompressedBytes());
            json.writeNumberField("entries", layer.entries());
        }
        json.writeEndObject();
    }

    public static void writeReuse(JsonGenerator json, Reuse reuse) throws IOException {
        json.writeObjectFieldStart("reuse");
        json.writeStringField("previous", reuse.previous());
        json.writeStringField("outcome", constant(reuse.outcome()));
        json.writeNumberField("layers", reuse.layers());
        json.writeNumberField("kept", reuse.kept());
        json.writeNumberField("mostlyUnused", reuse.mostlyUnused());
        json.writeNumberField("overLimit", reuse.overLimit());
        json.writeNumberField("dependent", reuse.dependent());
        json.writeNumberField("sharedStoredBytes", reuse.shared().stored());
        json.writeNumberField("reusedStoredBytes", reuse.reused().stored());
        json.writeNumberField("contentBytes", reuse.contentBytes());
        json.writeNumberField("changedBytes", reuse.changedBytes());
        json.writeNumberField("unusedBytes", reuse.unusedBytes());
        json.writeEndObject();
    }

    public static void writeWarnings(JsonGenerator json, List<Warnings.Tally> warnings) throws IOException {
        json.writeArrayFieldStart("warnings");
        for (Warnings.Tally tally : warnings) {
            json.writeStartObject();
            json.writeStringField("kind", constant(tally.first().kind()));
            json.writeStringField("text", tally.first().text());
            json.writeNumberField("layer", tally.first().layer());
            json.writeStringField("entry", tally.first().entry());
            json.writeNumberField("count", tally.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Verdicts on the source, as {@code gates}. */
    public static void writeGates(JsonGenerator json, List<Gate.Verdict> verdicts) throws IOException {
        json.writeArrayFieldStart("gates");
        for (Gate.Verdict verdict : verdicts) {
            json.writeStartObject();
            json.writeStringField("gate", verdict.gate());
            json.writeBooleanField("passed", verdict.passed());
            switch (verdict.found()) {
                case Figure.Bytes(long bytes) -> json.writeNumberField("found", bytes);
                case Figure.Ratio(double ratio) -> json.writeNumberField("found", ratio);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
