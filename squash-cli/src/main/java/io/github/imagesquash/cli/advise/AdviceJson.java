// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.advise;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.advise.CheckResult;
import io.github.imagesquash.advise.Finding;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.option.PastedCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.run.RemedyJson;
import io.github.imagesquash.report.AdviceReport;
import java.io.IOException;
import java.io.Writer;

/** Advice as one JSON object; {@code docs/json-advice.md} describes it. */
final class AdviceJson {
    /** Increases when a key is removed or changes its meaning; new keys alone do not change it. */
    private static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;
    private final RemedyJson remedies;

    private AdviceJson(JsonGenerator json, PastedCommand commands) {
        this.json = json;
        this.remedies = new RemedyJson(json, commands);
    }

    /** Writes the object, ended by {@code \n}; does not close {@code out}. */
    static void write(AdviceReport report, PastedCommand commands, Writer out) throws IOException {
        try (JsonGenerator json = JsonLayout.generator(out)) {
            new AdviceJson(json, commands).writeReport(report);
        }
        out.write('\n');
    }

    private void writeReport(AdviceReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("squashVersion", Version.number());
        json.writeStringField("source", report.source());
        json.writeStringField("platform", report.platform());
        JsonParts.writeImage(json, "image", report.image());
        json.writeObjectFieldStart("distribution");
        json.writeStringField("id", report.os().id());
        json.writeStringField("version", report.os().versionId());
        json.writeStringField("name", report.os().name());
        json.writeEndObject();
        json.writeStringField("asOf", report.inputs().asOf().toString());
        writeInputs(report);
        remedies.writeActions(report.actions());
        json.writeArrayFieldStart("checks");
        for (CheckResult answer : report.answers()) {
            writeAnswer(answer);
        }
        json.writeEndArray();
        JsonParts.writeWarnings(json, report.warnings());
        json.writeEndObject();
    }

    private void writeInputs(AdviceReport report) throws IOException {
        json.writeStringField("dockerfile", report.inputs().dockerfile().name());
        json.writeArrayFieldStart("dockerfileNotUnderstood");
        for (int line : report.inputs().dockerfile().notUnderstood()) {
            json.writeNumber(line);
        }
        json.writeEndArray();
        json.writeStringField("compose", report.inputs().compose().name());
        json.writeArrayFieldStart("composeNotUnderstood");
        for (String what : report.inputs().compose().notUnderstood()) {
            json.writeString(what);
        }
        json.writeEndArray();
    }

    private void writeAnswer(CheckResult answer) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", answer.check().number());
        json.writeStringField("check", answer.check().label());
        json.writeStringField("verdict", JsonParts.constant(answer.verdict()));
        json.writeStringField("note", answer.note());
        json.writeArrayFieldStart("findings");
        for (Finding finding : answer.findings()) {
            writeFinding(finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeFinding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", finding.text());
        json.writeNumberField("bytes", finding.bytes());
        json.writeArrayFieldStart("evidence");
        for (Finding.Evidence evidence : finding.evidence()) {
            json.writeStartObject();
            json.writeStringField("text", evidence.text());
            json.writeNumberField("bytes", evidence.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        remedies.writeArray("remedies", finding.remedies());
        json.writeEndObject();
    }
}
