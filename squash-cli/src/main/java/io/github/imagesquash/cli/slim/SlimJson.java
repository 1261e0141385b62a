// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.slim;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.json.SlimPackagesJson;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.report.SlimReport;
import java.io.IOException;
import java.io.Writer;

/** The packages that stay and that go as one JSON object; {@code docs/json-slim.md} describes it. */
final class SlimJson {
    /** Increases when a key is removed or changes its meaning; new keys alone do not change it. */
    private static final int SCHEMA_VERSION = 1;

    private SlimJson() {}

    /** Writes the object, ended by {@code \n}; does not close {@code out}. */
    static void write(SlimReport report, Writer out) throws IOException {
        try (JsonGenerator json = JsonLayout.generator(out)) {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeStringField("squashVersion", Version.number());
            json.writeStringField("source", report.source());
            json.writeStringField("platform", report.platform());
            json.writeStringField("explained", report.explained());
            json.writeBooleanField("free", report.free());
            if (report.file().isPresent()) {
                SlimPackagesJson.write(json, "file", report.file().get());
            }
            SlimPackagesJson.write(json, report.packages());
            JsonParts.writeWarnings(json, report.warnings());
            json.writeEndObject();
        }
        out.write('\n');
    }
}
