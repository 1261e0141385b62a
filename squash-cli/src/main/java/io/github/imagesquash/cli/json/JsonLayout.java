// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import io.github.imagesquash.cli.text.EscapeSequences;
import java.io.IOException;
import java.io.Writer;

/** The layout of all JSON of the command: indented by two, one value for each line. */
public final class JsonLayout {
    private JsonLayout() {}

    /** A generator; closing it flushes {@code out} and leaves it open. */
    public static JsonGenerator generator(Writer out) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withArrayEmptySeparator("");
        return new JsonFactory()
                .createGenerator(out)
                .setCharacterEscapes(new EscapeSequences())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter(separators)
                        .withObjectIndenter(indenter)
                        .withArrayIndenter(indenter));
    }
}
