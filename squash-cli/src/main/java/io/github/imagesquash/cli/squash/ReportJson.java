// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.json.SlimPackagesJson;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.edit.EditedConfig;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.BundleTotal;
import io.github.imagesquash.report.Growth;
import io.github.imagesquash.report.ImageReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SizeChange;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/**
 * The report as one JSON object; {@code docs/json-report.md} describes it. Keys are written out here, not taken from
 * the records, so that renaming a component does not change what scripts read.
 */
public final class ReportJson {
    /** Increases when a key is removed or changes its meaning; new keys alone do not change it. */
    private static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;

    private ReportJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * The object, ended by {@code \n}.
     *
     * @param placed the place of the new image
     */
    public static String text(RunReport report, OutputLocation placed) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonLayout.generator(text)) {
            new ReportJson(json).writeReport(report, placed);
        }
        return text.append('\n').toString();
    }

    private void writeReport(RunReport report, OutputLocation placed) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("squashVersion", Version.number());
        json.writeStringField("source", report.source());
        json.writeStringField("output", placed.name());
        json.writeBooleanField("dryRun", placed.dryRun());
        writeTexts("tags", report.tags());
        writeTexts("pushed", placed.pushed());
        switch (report) {
            case SquashReport image -> writeImage(image);
            case IndexReport index -> writeIndex(index);
            case BundleReport bundle -> writeBundle(bundle);
        }
        json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
        json.writeEndObject();
    }

    private void writeIndex(IndexReport index) throws IOException {
        json.writeStringField("digest", index.descriptor().digest().toString());
        json.writeArrayFieldStart("platforms");
        for (SquashReport image : index.images()) {
            json.writeStartObject();
            writeImage(image);
            json.writeNumberField("elapsedMillis", image.elapsed().toMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonParts.writeWarnings(json, index.warnings());
    }

    private void writeBundle(BundleReport bundle) throws IOException {
        json.writeArrayFieldStart("images");
        for (ImageReport image : bundle.images()) {
            json.writeStartObject();
            writeTexts("tags", image.tags());
            switch (image) {
                case SquashReport one -> writeImage(one);
                case IndexReport index -> writeIndex(index);
            }
            json.writeNumberField("elapsedMillis", image.elapsed().toMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeTotal("before", bundle.before());
        writeTotal("after", bundle.after());
        JsonParts.writeWarnings(json, bundle.warnings());
    }

    private void writeTotal(String key, BundleTotal total) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeNumberField("layers", total.layers());
        json.writeNumberField("uncompressedBytes", total.uncompressedBytes());
        json.writeNumberField("storedBytes", total.storedBytes());
        json.writeEndObject();
    }

    private void writeImage(SquashReport report) throws IOException {
        json.writeStringField("platform", report.platform());
        JsonParts.writeImage(json, "before", report.before());
        JsonParts.writeImage(json, "after", report.after());
        writeSavings(SizeChange.of(report));
        json.writeArrayFieldStart("layers");
        for (LayerSummary layer : report.layers()) {
            writeLayer(layer);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("resultLayers");
        for (ResultLayer layer : report.result()) {
            JsonParts.writeResultLayer(json, layer);
        }
        json.writeEndArray();
        json.writeNumberField("newBytes", report.newBytes());
        json.writeNumberField("bytesToPush", report.bytesToPush());
        PullJson.write(json, report.pull());
        writeGrouping(report.grouping());
        if (report.slim().isPresent()) {
            json.writeObjectFieldStart("slim");
            SlimPackagesJson.write(json, report.slim().get());
            json.writeEndObject();
        }
        DroppedJson.write(report, json);
        writeGrowth(report.growth());
        JsonParts.writeReuse(json, report.reuse());
        JsonParts.writeGates(json, report.gates());
        writeEdits(report);
        json.writeBooleanField("verified", report.verified());
        JsonParts.writeWarnings(json, report.warnings());
    }

    private void writeGrouping(SquashReport.Grouped grouping) throws IOException {
        json.writeObjectFieldStart("grouping");
        json.writeStringField("by", grouping.by());
        json.writeBooleanField("auto", grouping.chosen().isPresent());
        json.writeStringField("because", GroupedText.sentence(grouping));
        if (grouping.chosen().isPresent()) {
            PullJson.writeCandidates(json, grouping.chosen().get());
        }
        json.writeEndObject();
    }

    private void writeSavings(SizeChange change) throws IOException {
        json.writeObjectFieldStart("savings");
        json.writeNumberField(
                "squashingBytes", change.squashed().before() - change.squashed().after());
        json.writeNumberField(
                "storedBytes", change.stored().before() - change.stored().after());
        json.writeBooleanField("sameCompression", change.isSameCompression());
        writeTexts("compressionBefore", change.compressionBefore());
        writeTexts("compressionAfter", change.compressionAfter());
        json.writeEndObject();
    }

    private void writeGrowth(Growth growth) throws IOException {
        json.writeObjectFieldStart("growth");
        json.writeStringField("basis", JsonParts.constant(growth.basis()));
        json.writeNumberField("bytes", growth.bytes());
        json.writeBooleanField("larger", growth.isLarger());
        json.writeEndObject();
    }

    private void writeTexts(String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void writeLayer(LayerSummary layer) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", layer.number());
        json.writeStringField("diffId", layer.diffId());
        json.writeStringField("createdBy", layer.createdBy());
        json.writeStringField("compression", layer.compression());
        json.writeNumberField("storedBytes", layer.storedBytes());
        json.writeBooleanField("read", layer.read());
        if (layer.read()) {
            writeContents(layer);
        }
        json.writeEndObject();
    }

    private void writeContents(LayerSummary layer) throws IOException {
        json.writeNumberField("uncompressedBytes", layer.uncompressedBytes());
        json.writeNumberField("entries", layer.entries());
        json.writeNumberField("whiteouts", layer.whiteouts());
        json.writeNumberField("removedEntries", layer.removedEntries());
        json.writeNumberField("removedBytes", layer.removedBytes());
        json.writeNumberField("overwrittenEntries", layer.overwrittenEntries());
        json.writeNumberField("overwrittenBytes", layer.overwrittenBytes());
    }

    private void writeEdits(SquashReport report) throws IOException {
        json.writeArrayFieldStart("configEdits");
        for (EditedConfig.Applied edit : report.edits()) {
            json.writeStartObject();
            json.writeStringField("instruction", edit.instruction());
            json.writeBooleanField("changed", edit.changed());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("scrubbedHistory");
        json.writeNumberField("steps", report.scrubbed().steps());
        json.writeNumberField("values", report.scrubbed().values());
        writeTexts("keys", report.scrubbed().keys());
        json.writeEndObject();
    }
}
