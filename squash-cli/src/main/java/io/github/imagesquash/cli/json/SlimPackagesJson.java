// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.report.SlimFile;
import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SlimStep;
import io.github.imagesquash.report.SlimSummary;
import java.io.IOException;
import java.util.List;

/** The packages that stay and that go, as two fields. */
public final class SlimPackagesJson {
    private SlimPackagesJson() {}

    /** Writes the fields {@code keptPackages} and {@code droppedPackages} into the current object. */
    public static void write(JsonGenerator json, SlimSummary slim) throws IOException {
        write(json, "keptPackages", slim.kept());
        write(json, "droppedPackages", slim.dropped());
    }

    /** Writes a file of a package as a field of the current object. */
    public static void write(JsonGenerator json, String key, SlimFile file) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("path", file.path());
        json.writeBooleanField("goes", file.goes());
        if (!file.chain().isEmpty()) {
            json.writeStringField("origin", file.origin());
            writeSteps(json, file.chain());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String key, List<SlimPackage> packages) throws IOException {
        json.writeArrayFieldStart(key);
        for (SlimPackage one : packages) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            json.writeStringField("version", one.version());
            json.writeStringField("architecture", one.architecture());
            json.writeNumberField("bytes", one.bytes());
            if (one.droppedFiles() > 0) {
                json.writeNumberField("droppedFiles", one.droppedFiles());
                json.writeNumberField("droppedBytes", one.droppedBytes());
            }
            if (!one.chain().isEmpty()) {
                writeChain(json, one);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeChain(JsonGenerator json, SlimPackage one) throws IOException {
        json.writeStringField("strength", one.strength());
        json.writeStringField("origin", one.origin());
        if (one.isGuess() && !one.isDirectory()) {
            json.writeStringField("dropOption", one.dropOption());
        }
        writeSteps(json, one.chain());
    }

    private static void writeSteps(JsonGenerator json, List<SlimStep> chain) throws IOException {
        json.writeArrayFieldStart("chain");
        for (SlimStep step : chain) {
            json.writeStartObject();
            json.writeStringField("what", step.what());
            json.writeStringField("strength", step.strength());
            json.writeStringField("how", step.how());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
