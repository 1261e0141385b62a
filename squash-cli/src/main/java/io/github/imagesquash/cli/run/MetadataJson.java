// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.cli.json.JsonLayout;
import io.github.imagesquash.oci.Descriptor;
import java.io.IOException;
import java.io.StringWriter;

/**
 * The result of a run, with the keys of {@code docker buildx build --metadata-file}, so that tools for those files can
 * read it.
 */
final class MetadataJson {
    private MetadataJson() {}

    /** The object, ended by {@code \n}. */
    static String text(ResultDigests result) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonLayout.generator(text)) {
            json.writeStartObject();
            if (result.config().isPresent()) {
                json.writeStringField(
                        "containerimage.config.digest", result.config().get());
            }
            writeDescriptor(json, result.descriptor());
            json.writeStringField(
                    "containerimage.digest", result.descriptor().digest().toString());
            if (!result.tags().isEmpty()) {
                json.writeStringField("image.name", String.join(",", result.tags()));
            }
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void writeDescriptor(JsonGenerator json, Descriptor descriptor) throws IOException {
        json.writeFieldName("containerimage.descriptor");
        json.writeRawValue(descriptor.json());
    }
}
