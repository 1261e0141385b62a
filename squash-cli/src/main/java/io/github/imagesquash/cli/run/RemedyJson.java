// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.advise.Actions;
import io.github.imagesquash.advise.Remedy;
import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.option.PastedCommand;
import java.io.IOException;
import java.util.List;

/** What to do, in JSON. */
public record RemedyJson(JsonGenerator json, PastedCommand commands) {
    /** Writes all actions, the best first, and the best of them in one. */
    public void writeActions(Actions actions) throws IOException {
        writeArray("actions", actions.ranked());
        writeArray("together", actions.together().stream().toList());
    }

    /** Writes remedies as an array with a name. */
    public void writeArray(String name, List<? extends Remedy> remedies) throws IOException {
        json.writeArrayFieldStart(name);
        for (Remedy remedy : remedies) {
            json.writeStartObject();
            json.writeStringField("kind", JsonParts.constant(remedy.kind()));
            json.writeStringField("text", remedy.text());
            json.writeNumberField("savesBytes", remedy.saves());
            writeWords("command", remedy instanceof Remedy.Command command ? words(command) : List.of());
            writeWords("lines", remedy instanceof Remedy.Edit edit ? edit.lines() : List.of());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private List<String> words(Remedy.Command command) {
        return commands.words(command.options(), command.result());
    }

    private void writeWords(String name, List<String> words) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }
}
