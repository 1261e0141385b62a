// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.analyze.DiveScore;
import io.github.imagesquash.analyze.Duplicates;
import io.github.imagesquash.analyze.EntryTotals;
import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.analyze.LargestPaths;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.json.SlimPackagesJson;
import io.github.imagesquash.cli.option.PastedCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.run.RemedyJson;
import io.github.imagesquash.cli.text.FateText;
import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.CompressedEstimate;
import io.github.imagesquash.report.PullCosts;
import io.github.imagesquash.report.SlimPreview;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** An analysis as one JSON object; {@code docs/json-analyze.md} describes it. */
final class AnalysisJson {
    /** Increases when a key is removed or changes its meaning; new keys alone do not change it. */
    private static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;

    private AnalysisJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes the object, ended by {@code \n}; does not close {@code out}.
     *
     * @param commands the commands for the same image
     * @param verdicts the verdicts on the gates
     * @param top the maximum length of the lists
     * @param entries whether every entry is listed
     */
    static void write(
            AnalysisReport report,
            PastedCommand commands,
            List<Gate.Verdict> verdicts,
            int top,
            boolean entries,
            Writer out)
            throws IOException {
        try (JsonGenerator json = JsonLayout.generator(out)) {
            new AnalysisJson(json).writeReport(report, commands, verdicts, top, entries);
        }
        out.write('\n');
    }

    private void writeReport(
            AnalysisReport report, PastedCommand commands, List<Gate.Verdict> verdicts, int top, boolean entries)
            throws IOException {
        ImageAnalysis analysis = report.analysis();
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("squashVersion", Version.number());
        json.writeStringField("source", report.source());
        json.writeStringField("platform", report.platform());
        JsonParts.writeImage(json, "image", report.image());
        json.writeBooleanField("checked", report.checked());
        json.writeNumberField("contentBytes", analysis.contentBytes());
        json.writeNumberField("lostBytes", analysis.lostBytes());
        json.writeNumberField("squashedBytes", report.squashedBytes());
        json.writeNumberField("reclaimableBytes", report.reclaimableBytes());
        json.writeNumberField("efficiency", analysis.efficiency());
        writeDive(analysis.dive());
        new RemedyJson(json, commands).writeActions(report.actions());
        json.writeArrayFieldStart("layers");
        for (AnalysedLayer layer : analysis.layers()) {
            writeLayer(layer);
        }
        json.writeEndArray();
        writeEntries("largestFiles", LargestPaths.keptFiles(analysis, top));
        writeDirectories(LargestPaths.directories(analysis, top));
        writeEntries("largestLostFiles", LargestPaths.lostFiles(analysis, top));
        SizesJson sizes = new SizesJson(json);
        if (!report.drops().isEmpty()) {
            sizes.writeDrops(report.drops());
        }
        Optional<Packages> packages = report.packages();
        if (packages.isPresent()) {
            sizes.writePackages(packages.get(), top);
        }
        Optional<SlimPreview> slim = report.slim();
        if (slim.isPresent()) {
            json.writeObjectFieldStart("slim");
            json.writeStringField("refusal", slim.get().refusal());
            SlimPackagesJson.write(json, slim.get().packages());
            json.writeEndObject();
        }
        Optional<Duplicates> duplicates = report.duplicates();
        if (duplicates.isPresent()) {
            sizes.writeDuplicates(duplicates.get(), top);
        }
        Optional<CompressedEstimate> estimate = report.estimate();
        if (estimate.isPresent()) {
            sizes.writeEstimate(estimate.get());
        }
        Optional<PullCosts> pull = report.pull();
        if (pull.isPresent()) {
            sizes.writePull(pull.get());
        }
        if (entries) {
            writeEntries("entries", analysis.entries());
        }
        SecretsJson.write(json, report.secrets());
        JsonParts.writeGates(json, verdicts);
        JsonParts.writeWarnings(json, report.warnings());
        json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
        json.writeEndObject();
    }

    private void writeDive(DiveScore dive) throws IOException {
        json.writeObjectFieldStart("dive");
        json.writeNumberField("efficiency", dive.efficiency());
        json.writeNumberField("wastedBytes", dive.wastedBytes());
        json.writeNumberField("userWastedRatio", dive.userWastedRatio());
        json.writeEndObject();
    }

    private void writeLayer(AnalysedLayer layer) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", layer.number());
        json.writeStringField("diffId", layer.diffId());
        json.writeStringField("createdBy", layer.createdBy());
        json.writeStringField("compression", layer.compression().toString());
        json.writeNumberField("storedBytes", layer.storedBytes());
        json.writeNumberField("uncompressedBytes", layer.uncompressedBytes());
        json.writeNumberField("whiteouts", layer.whiteouts());
        writeTally("content", layer.content());
        writeTally("overwritten", layer.overwritten());
        writeTally("deleted", layer.deleted());
        writeTally("hidden", layer.hidden());
        writeTally("dropped", layer.dropped());
        json.writeEndObject();
    }

    private void writeTally(String key, EntryTotals tally) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeNumberField("entries", tally.entries());
        json.writeNumberField("bytes", tally.bytes());
        json.writeEndObject();
    }

    private void writeEntries(String key, List<LayerEntry> entries) throws IOException {
        json.writeArrayFieldStart(key);
        for (LayerEntry entry : entries) {
            json.writeStartObject();
            json.writeStringField("path", entry.path().toString());
            json.writeStringField("type", entry.type().toString());
            json.writeNumberField("layer", entry.layer());
            json.writeNumberField("bytes", entry.bytes());
            json.writeNumberField("lostBytes", entry.lostBytes());
            writeFate(entry.fate());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeFate(Fate fate) throws IOException {
        json.writeStringField("fate", FateText.word(fate));
        json.writeNumberField("byLayer", FateText.by(fate));
        json.writeStringField("rule", fate instanceof Fate.Dropped(Cause cause) ? cause.name() : "");
    }

    private void writeDirectories(List<LargestPaths.DirectorySize> directories) throws IOException {
        json.writeArrayFieldStart("largestDirectories");
        for (LargestPaths.DirectorySize directory : directories) {
            json.writeStartObject();
            json.writeStringField("path", directory.path().toString());
            json.writeNumberField("keptBytes", directory.keptBytes());
            json.writeNumberField("lostBytes", directory.lostBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
