package io.github.imagesquash.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;
import java.io.StringWriter;

/** What was written, under the keys of {@code docker buildx build --metadata-file}, so that what reads those reads this. */
final class MetadataJson {
    private MetadataJson() {}

    /** The object, ended by {@code \n}. */
    static String text(RunReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonLayout.generator(text)) {
            json.writeStartObject();
            if (report instanceof SquashReport image) {
                json.writeStringField(
                        "containerimage.config.digest", image.after().configDigest());
            }
            writeDescriptor(json, report.descriptor());
            json.writeStringField(
                    "containerimage.digest", report.descriptor().digest().toString());
            if (!report.tags().isEmpty()) {
                json.writeStringField("image.name", String.join(",", report.tags()));
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
