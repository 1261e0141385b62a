// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.analyze.FileSecret;
import io.github.imagesquash.analyze.FoundSecrets;
import io.github.imagesquash.cli.text.FateText;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.secrets.ConfigSecret;
import io.github.imagesquash.secrets.SecretRule;
import java.io.IOException;

/** The found secrets as JSON; {@code docs/json-analyze.md} describes it. */
final class SecretsJson {
    private SecretsJson() {}

    /** Writes the field {@code secrets}. */
    static void write(JsonGenerator json, FoundSecrets secrets) throws IOException {
        json.writeArrayFieldStart("secrets");
        for (FileSecret secret : secrets.files()) {
            begin(json, secret.rule(), "file", secret.entry().layer());
            json.writeStringField("path", secret.entry().path().toString());
            json.writeStringField("fate", FateText.word(secret.entry().fate()));
            json.writeNumberField("byLayer", FateText.by(secret.entry().fate()));
            json.writeBooleanField("survives", secret.survives());
            json.writeStringField("remedy", SecretsText.remedy(secret));
            json.writeEndObject();
        }
        for (ConfigSecret secret : secrets.config()) {
            begin(json, secret.rule(), secret.isInEnvironment() ? "environment" : "history", secret.layer());
            json.writeNumberField("step", secret.step());
            json.writeStringField("variable", Printable.of(secret.variable()));
            json.writeBooleanField("survives", true);
            json.writeStringField("remedy", SecretsText.remedy(secret));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void begin(JsonGenerator json, SecretRule rule, String place, int layer) throws IOException {
        json.writeStartObject();
        json.writeStringField("secret", rule.name());
        json.writeStringField("about", rule.about());
        json.writeStringField("place", place);
        json.writeNumberField("layer", layer);
    }
}
