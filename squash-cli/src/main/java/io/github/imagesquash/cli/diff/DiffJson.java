// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.compare.AttributeChange;
import io.github.imagesquash.compare.ConfigChange;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.report.DiffReport;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Differences as one JSON object; {@code docs/json-diff.md} describes it. */
final class DiffJson {
    /** Increases when a key is removed or changes its meaning; new keys alone do not change it. */
    private static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;

    private DiffJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the object, ended by {@code \n}; does not close {@code out}. */
    static void write(DiffReport report, Writer out) throws IOException {
        try (JsonGenerator json = JsonLayout.generator(out)) {
            new DiffJson(json).writeReport(report);
        }
        out.write('\n');
    }

    private void writeReport(DiffReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("squashVersion", Version.number());
        json.writeBooleanField("equal", report.isEqual());
        writeSide("before", report.before());
        writeSide("after", report.after());
        json.writeNumberField("paths", report.paths());
        json.writeArrayFieldStart("files");
        for (PathDifference difference : report.files()) {
            writeDifference(difference);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("config");
        for (ConfigChange change : report.config()) {
            writeConfig(change);
        }
        json.writeEndArray();
        json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
        json.writeEndObject();
    }

    private void writeSide(String key, DiffReport.Side side) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("source", side.source());
        json.writeStringField("platform", side.platform());
        JsonParts.writeImage(json, "image", side.image());
        JsonParts.writeWarnings(json, side.warnings());
        json.writeEndObject();
    }

    private void writeDifference(PathDifference difference) throws IOException {
        switch (difference) {
            case PathDifference.Added added -> writePresence(added.path(), "added", added.type(), added.size());
            case PathDifference.Removed removed ->
                writePresence(removed.path(), "removed", removed.type(), removed.size());
            case PathDifference.Changed changed -> writeChanges(changed.path(), changed.changes());
        }
    }

    private void writePresence(ImagePath path, String change, FileType type, long size) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", path.toString());
        json.writeStringField("change", change);
        json.writeStringField("type", type.toString());
        json.writeNumberField("size", size);
        json.writeEndObject();
    }

    private void writeChanges(ImagePath path, List<AttributeChange> changes) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", path.toString());
        json.writeStringField("change", "changed");
        json.writeArrayFieldStart("attributes");
        for (AttributeChange change : changes) {
            json.writeStartObject();
            json.writeStringField("attribute", change.attribute().toString());
            json.writeStringField("name", change.name());
            json.writeStringField("before", change.before());
            json.writeStringField("after", change.after());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeConfig(ConfigChange change) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", change.key());
        json.writeStringField("before", change.before());
        json.writeStringField("after", change.after());
        json.writeEndObject();
    }
}
