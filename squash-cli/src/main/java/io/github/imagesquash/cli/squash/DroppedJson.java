// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;

/** The files that a result leaves out, those that it keeps in spite of a rule, and those that stay hidden in it. */
final class DroppedJson {
    private DroppedJson() {}

    static void write(SquashReport report, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("dropped");
        for (SquashReport.Dropped dropped : report.dropped()) {
            writeDropped(dropped, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("flagged");
        for (SquashReport.Flagged flagged : report.flagged()) {
            writeFlagged(flagged, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("kept");
        for (SquashReport.Kept kept : report.kept()) {
            json.writeStartObject();
            json.writeStringField("path", kept.path());
            json.writeStringField("by", kept.by());
            json.writeNumberField("paths", kept.paths());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("hidden");
        json.writeNumberField("files", report.hidden().files());
        json.writeNumberField("bytes", report.hidden().bytes());
        json.writeEndObject();
    }

    private static void writeFlagged(SquashReport.Flagged flagged, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ecosystem", flagged.ecosystem());
        json.writeStringField("verification", flagged.verification());
        json.writeNumberField("packages", flagged.packages());
        json.writeNumberField("files", flagged.files());
        json.writeStringField("first", flagged.first());
        json.writeStringField("owner", flagged.owner());
        json.writeEndObject();
    }

    private static void writeDropped(SquashReport.Dropped dropped, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", dropped.name());
        json.writeStringField("reason", dropped.reason());
        json.writeNumberField("paths", dropped.paths());
        json.writeNumberField("bytes", dropped.bytes());
        json.writeArrayFieldStart("first");
        for (String path : dropped.first()) {
            json.writeString(path);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
