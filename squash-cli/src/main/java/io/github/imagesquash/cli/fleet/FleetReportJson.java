// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.fleet.FleetReport;
import io.github.imagesquash.fleet.FleetReport.ReportedImage;
import io.github.imagesquash.fleet.SkippedImage;
import java.io.IOException;
import java.io.StringWriter;

/** A report as one JSON object; {@code docs/json-fleet.md} describes it. */
final class FleetReportJson {
    private static final int SCHEMA_VERSION = 1;

    private FleetReportJson() {}

    /** The object, ended by {@code \n}. */
    static String text(FleetReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonLayout.generator(text)) {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeNumberField("distinctBefore", report.distinctBefore());
            json.writeNumberField("distinctAfter", report.distinctAfter());
            json.writeArrayFieldStart("images");
            for (ReportedImage image : report.images()) {
                write(image, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("skipped");
            for (SkippedImage image : report.skipped()) {
                json.writeStartObject();
                json.writeStringField("source", image.source().toString());
                json.writeStringField("reason", image.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(ReportedImage image, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", image.planned().source().toString());
        json.writeStringField("target", image.planned().target().toString());
        json.writeStringField("state", JsonParts.constant(image.state()));
        json.writeNumberField("before", image.planned().bytes());
        json.writeNumberField("after", image.after());
        json.writeNumberField("seconds", image.seconds());
        json.writeStringField("reason", image.reason());
        json.writeEndObject();
    }
}
