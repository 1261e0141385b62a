// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.dockerfile.HistoryStep;
import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The page's data as one JSON text, in columns instead of objects: a hundred thousand entries take 3 MB instead of 20.
 * {@code model.js} reads it. It is written as a stream, so that the text is never in memory as a whole.
 */
final class ContentJson {
    /** Escapes characters that could end the element around the text. */
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new MarkupEscapes()).build();

    private final JsonGenerator json;

    private ContentJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the data; {@code out} is left open. */
    static void write(ReportContent content, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new ContentJson(json).writeContent(content);
        }
    }

    private void writeContent(ReportContent content) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", Printable.of(content.title()));
        json.writeStringField("subtitle", Printable.of(content.subtitle()));
        json.writeStringField("made", made(content));
        json.writeArrayFieldStart("actions");
        for (PageAction action : content.actions()) {
            writeAction(action);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("figures");
        for (Figure figure : content.figures()) {
            writeFigure(figure);
        }
        json.writeEndArray();
        writeTexts("notes", content.notes());
        json.writeArrayFieldStart("layers");
        for (int at = 0; at < content.layers().size(); at++) {
            writeLayer(at + 1, content.layers().get(at));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tables");
        for (Table table : content.tables()) {
            writeTable(table);
        }
        json.writeEndArray();
        RowsJson rows = new RowsJson(json, EntryTree.of(content.entries()));
        json.writeFieldName("files");
        rows.write();
        writeTexts("causes", rows.causes().stream().map(Cause::name).toList());
        json.writeEndObject();
    }

    private static String made(ReportContent content) {
        return Printable.of(content.program() + (content.command().isEmpty() ? "" : ": " + content.command()));
    }

    private void writeAction(PageAction action) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", Printable.of(action.text()));
        json.writeNumberField("bytes", action.bytes());
        json.writeBooleanField("secret", action.secret());
        json.writeStringField("command", Printable.of(action.command()));
        json.writeEndObject();
    }

    private void writeFigure(Figure figure) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", figure.title());
        json.writeStringField("unit", figure.unit().word());
        json.writeNumberField("before", figure.before());
        json.writeNumberField("after", figure.after());
        json.writeEndObject();
    }

    private void writeLayer(int number, LayerStep layer) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", number);
        json.writeStringField("step", HistoryStep.parse(layer.createdBy()).shown());
        json.writeStringField("createdBy", Printable.of(layer.createdBy()));
        json.writeNumberField("entries", layer.entries());
        json.writeEndObject();
    }

    private void writeTable(Table table) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", table.title());
        json.writeArrayFieldStart("columns");
        for (TableColumn column : table.columns()) {
            json.writeStartObject();
            json.writeStringField("title", column.title());
            switch (column) {
                case TableColumn.Texts texts -> {
                    json.writeStringField("unit", texts.kind().word());
                    writeTexts("values", texts.values());
                }
                case TableColumn.Numbers numbers -> {
                    json.writeStringField("unit", numbers.unit().word());
                    writeNumbers("values", numbers.values());
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("paths");
        for (List<String> paths : table.paths()) {
            json.writeStartArray();
            for (String path : paths) {
                json.writeString(Printable.of(path));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeTexts(String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(Printable.of(text));
        }
        json.writeEndArray();
    }

    private void writeNumbers(String key, List<Long> numbers) throws IOException {
        json.writeArrayFieldStart(key);
        for (long number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }
}
