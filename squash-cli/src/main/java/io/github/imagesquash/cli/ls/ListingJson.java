// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.ls;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.files.ListedFile;
import io.github.imagesquash.packages.PackageId;
import io.github.imagesquash.report.ListingReport;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** Files as one JSON object; {@code docs/json-ls.md} describes it. */
final class ListingJson {
    /** Increases when a key is removed or changes its meaning; new keys alone do not change it. */
    private static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;

    private ListingJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the object, ended by {@code \n}; does not close {@code out}. */
    static void write(ListingReport report, Writer out) throws IOException {
        try (JsonGenerator json = JsonLayout.generator(out)) {
            new ListingJson(json).writeReport(report);
        }
        out.write('\n');
    }

    private void writeReport(ListingReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("squashVersion", Version.number());
        json.writeStringField("source", report.source());
        json.writeStringField("platform", report.platform());
        json.writeStringField("path", report.path().toString());
        json.writeBooleanField("directory", report.isDirectory());
        json.writeArrayFieldStart("files");
        for (ListedFile file : report.files()) {
            writeFile(file);
        }
        json.writeEndArray();
        JsonParts.writeWarnings(json, report.warnings());
        json.writeEndObject();
    }

    private void writeFile(ListedFile file) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", file.path().toString());
        json.writeStringField("type", file.type().toString());
        json.writeStringField("mode", String.format("%04o", file.mode()));
        json.writeNumberField("uid", file.uid());
        json.writeNumberField("gid", file.gid());
        json.writeNumberField("links", file.links());
        json.writeNumberField("size", file.size());
        json.writeStringField("modified", file.modified().toString());
        if (file.type() == FileType.SYMLINK) {
            json.writeStringField("target", file.target());
        }
        if (!file.device().isEmpty()) {
            json.writeStringField("device", file.device());
        }
        json.writeNumberField("layer", file.layer());
        Optional<PackageId> owner = file.owner();
        if (owner.isPresent()) {
            writePackage(owner.get());
        }
        json.writeEndObject();
    }

    private void writePackage(PackageId owner) throws IOException {
        json.writeObjectFieldStart("package");
        json.writeStringField("ecosystem", owner.ecosystem().label());
        json.writeStringField("name", owner.name());
        json.writeStringField("version", owner.version());
        json.writeStringField("architecture", owner.architecture());
        json.writeEndObject();
    }
}
