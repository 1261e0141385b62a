// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The schemas say the same as the documents, and notice what neither knows. */
class JsonSchemasTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> COMMANDS = JsonSchemas.COMMANDS;

    private static final Map<String, String> DOCUMENTS = Map.of(
            "squash", "json-report.md",
            "analyze", "json-analyze.md",
            "advise", "json-advice.md",
            "diff", "json-diff.md",
            "ls", "json-ls.md",
            "rebase", "json-report.md",
            "rules", "rules.md",
            "slim", "json-slim.md");

    @Test
    void keyThatIsNotDescribedIsNoticed() throws IOException {
        String printed = Cli.PLAIN.run("--json", "old.tar", "-o", "new.tar").out();
        assertEquals(List.of(), JsonSchemas.violations("squash", printed));
        ObjectNode document = (ObjectNode) MAPPER.readTree(printed);
        document.put("unknown", 1);
        assertFalse(JsonSchemas.violations("squash", document.toString()).isEmpty());
        document.remove(List.of("unknown", "growth"));
        assertFalse(JsonSchemas.violations("squash", document.toString()).isEmpty());
    }

    @Test
    void runOnAllPlatformsHasItsOwnForm() {
        String printed = SampleReports.INDEX_RUN
                .run("--platform", "all", "--json", "old.tar", "-o", "new.tar")
                .out();
        assertEquals(List.of(), JsonSchemas.violations("squash", printed));
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void everyKeyIsInTheDocument(String command) throws IOException {
        String document = Files.readString(Path.of("..", "docs", DOCUMENTS.get(command)))
                // What documents share is described in one of these.
                + Files.readString(Path.of("..", "docs", "json-report.md"))
                + Files.readString(Path.of("..", "docs", "json-analyze.md"));
        JsonNode schema = MAPPER.readTree(Files.readString(JsonSchemas.file(command)));
        Set<String> keys = schema.findValues("properties").stream()
                .flatMap(properties -> properties.propertyStream().map(Map.Entry::getKey))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(keys.size() > 5, keys::toString);
        keys.removeIf(key -> document.contains("`" + key + "`"));
        assertEquals(Set.of(), keys);
    }
}
