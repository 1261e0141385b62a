// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rules;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.filter.PathTarget;
import io.github.imagesquash.filter.Protection;
import io.github.imagesquash.filter.Rule;
import io.github.imagesquash.filter.RuleSet;
import io.github.imagesquash.filter.Rules;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** Rules as one JSON object; {@code docs/rules.md} describes it. */
final class RulesJson {
    private static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;

    private RulesJson(JsonGenerator json) {
        this.json = json;
    }

    /** The object, ended by {@code \n}. */
    static String text(Rules rules) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonLayout.generator(text)) {
            new RulesJson(json).write(rules);
        }
        return text.append('\n').toString();
    }

    private void write(Rules rules) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeArrayFieldStart("sets");
        for (RuleSet set : rules.sets()) {
            json.writeStartObject();
            json.writeStringField("name", set.name());
            json.writeStringField("about", set.about());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("protected");
        for (Protection protection : rules.protections()) {
            json.writeStartObject();
            json.writeStringField("name", protection.name());
            json.writeStringField("about", protection.about());
            writeTexts("never", protection.never());
            writeTexts("sources", protection.sources());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rules");
        for (Rule rule : rules.rules()) {
            write(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Rule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", rule.name());
        writeTexts("sets", rule.sets());
        json.writeStringField("ecosystem", rule.ecosystem());
        json.writeStringField("about", rule.about());
        json.writeArrayFieldStart("targets");
        for (PathTarget target : rule.targets()) {
            json.writeStartObject();
            json.writeStringField("what", RulesText.key(target));
            json.writeStringField("glob", target.glob().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeTexts(
                "never",
                Stream.concat(rule.never().stream(), rule.languages().stream()).toList());
        writeTexts("unless", rule.unless());
        writeTexts("unlessNamed", rule.unlessNamed());
        writeTexts("sources", rule.sources());
        json.writeEndObject();
    }

    private void writeTexts(String key, List<?> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (Object text : texts) {
            json.writeString(text.toString());
        }
        json.writeEndArray();
    }
}
