// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.group.AutoChoice;
import io.github.imagesquash.report.PullCosts;
import io.github.imagesquash.report.ResultPull;
import java.io.IOException;

/** What pulls of the new image cost, as parts of a run's JSON. */
final class PullJson {
    private static final double MILLIS = 1000.0;

    private PullJson() {}

    static void write(JsonGenerator json, ResultPull pull) throws IOException {
        json.writeObjectFieldStart("pull");
        writeLayers(json, "everything", pull.everything());
        if (pull.aboveBase().isPresent()) {
            writeLayers(json, "base", pull.aboveBase().get());
        }
        json.writeEndObject();
    }

    private static void writeLayers(JsonGenerator json, String name, PullCosts.Layers layers) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("layers", layers.layers());
        json.writeNumberField("bytes", layers.bytes());
        json.writeEndObject();
    }

    /** The groupings that were compared, the chosen one first. */
    static void writeCandidates(JsonGenerator json, AutoChoice choice) throws IOException {
        json.writeArrayFieldStart("candidates");
        writeCandidate(json, choice.taken());
        for (AutoChoice.Candidate other : choice.others()) {
            writeCandidate(json, other);
        }
        json.writeEndArray();
    }

    private static void writeCandidate(JsonGenerator json, AutoChoice.Candidate candidate) throws IOException {
        json.writeStartObject();
        json.writeStringField("by", candidate.grouping().label());
        json.writeNumberField("layers", candidate.layers());
        json.writeNumberField("firstSeconds", candidate.first().toMillis() / MILLIS);
        json.writeNumberField("nextSeconds", candidate.next().toMillis() / MILLIS);
        json.writeEndObject();
    }
}
