// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of {@code docs/schema}, which every JSON document that a test prints is validated by. */
public final class JsonSchemas {
    /** The commands that print JSON; without a name of a command it is {@code squash}. */
    static final List<String> COMMANDS =
            List.of("squash", "analyze", "advise", "diff", "ls", "rebase", "rules", "slim");

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private JsonSchemas() {}

    static Path file(String command) {
        return Path.of("..", "docs", "schema", command + ".schema.json");
    }

    /** What of a document a schema, named after a command or {@code metadata}, does not allow. */
    public static List<String> violations(String command, String json) {
        return SCHEMAS.computeIfAbsent(command, JsonSchemas::read).validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /** Requires that what a command printed is valid, if it is JSON. */
    public static void requireValid(String[] arguments, String out) {
        if (out.startsWith("{\n  \"schemaVersion\"")) {
            String command = arguments.length > 0 && COMMANDS.contains(arguments[0])
                    ? arguments[0]
                    : arguments.length > 0 && arguments[0].equals("fleet") ? "fleet-report" : "squash";
            assertEquals(List.of(), violations(command, out), () -> command + " printed\n" + out);
        }
    }

    private static Schema read(String command) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(file(command)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
