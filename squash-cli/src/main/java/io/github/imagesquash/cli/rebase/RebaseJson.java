// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.rebase.ConfigConflict;
import io.github.imagesquash.rebase.PathConflict;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.request.RefusedException.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** The report of {@code squash rebase} as one JSON object; {@code docs/json-report.md} describes it. */
final class RebaseJson {
    /** Increases when a key is removed or changes its meaning; new keys alone do not change it. */
    private static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;

    private RebaseJson(JsonGenerator json) {
        this.json = json;
    }

    /** The object of a successful run, ended by {@code \n}. */
    static String text(RebaseReport report, OutputLocation placed) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonLayout.generator(text)) {
            RebaseJson writer = new RebaseJson(json);
            writer.begin(true, report.configConflicts(), report.pathConflicts());
            writer.report(report, placed);
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /** The object of a refused run, ended by {@code \n}. */
    static String text(Reason.Conflicts conflicts) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonLayout.generator(text)) {
            new RebaseJson(json).begin(false, conflicts.config(), conflicts.paths());
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void begin(boolean rebased, List<ConfigConflict> config, List<PathConflict> paths) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("squashVersion", Version.number());
        json.writeBooleanField("rebased", rebased);
        json.writeArrayFieldStart("configConflicts");
        for (ConfigConflict conflict : config) {
            json.writeStartObject();
            json.writeStringField("key", conflict.key());
            json.writeStringField("oldBase", conflict.oldBase());
            json.writeStringField("newBase", conflict.newBase());
            json.writeStringField("image", conflict.image());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("pathConflicts");
        for (PathConflict conflict : paths) {
            path(conflict);
        }
        json.writeEndArray();
    }

    private void path(PathConflict conflict) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", conflict.path().toString());
        json.writeStringField("dependency", conflict.dependency().toString());
        json.writeNumberField("layer", conflict.layer());
        json.writeStringField(
                "newBase", conflict.difference().map(RebaseJson::change).orElse("elsewhere"));
        List<String> changes = conflict.difference()
                .map(difference -> difference instanceof PathDifference.Changed changed
                        ? changed.changes().stream().map(Object::toString).toList()
                        : List.<String>of())
                .orElse(List.of());
        texts("changes", changes);
        json.writeEndObject();
    }

    private static String change(PathDifference difference) {
        return switch (difference) {
            case PathDifference.Added _ -> "added";
            case PathDifference.Removed _ -> "removed";
            case PathDifference.Changed _ -> "changed";
        };
    }

    private void report(RebaseReport report, OutputLocation placed) throws IOException {
        json.writeStringField("source", report.source());
        json.writeStringField("oldBase", report.bases().oldName());
        json.writeNumberField("oldBaseLayers", report.bases().oldLayers());
        json.writeStringField("newBase", report.bases().newName());
        json.writeNumberField("newBaseLayers", report.bases().newLayers());
        json.writeStringField("output", placed.name());
        json.writeBooleanField("dryRun", placed.dryRun());
        texts("tags", report.tags());
        texts("pushed", placed.pushed());
        json.writeStringField("platform", report.platform());
        JsonParts.writeImage(json, "before", report.before());
        JsonParts.writeImage(json, "after", report.after());
        json.writeArrayFieldStart("resultLayers");
        for (ResultLayer layer : report.layers()) {
            JsonParts.writeResultLayer(json, layer);
        }
        json.writeEndArray();
        json.writeBooleanField("verified", report.verified());
        JsonParts.writeWarnings(json, report.warnings());
        json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
    }

    private void texts(String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
