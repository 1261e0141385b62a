// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.filter.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
    @TempDir
    Path directory;

    private static String out(String... options) {
        CliRun run = Cli.PLAIN.run(options);
        assertEquals(0, run.exitCode(), run.err());
        return run.out();
    }

    @Test
    void listsEverySetAndRuleWithinTheTerminal() {
        String text = out("rules");
        Rules.builtIn().sets().forEach(set -> assertTrue(text.contains(set.name() + ": "), set.name()));
        Rules.builtIn().rules().forEach(rule -> assertTrue(text.contains(" " + rule.name() + " "), rule.name()));
        Rules.builtIn().protections().forEach(one -> assertTrue(text.contains(one.name()), one.name()));
    }

    @Test
    void explainsARule() {
        assertEquals("""
            rule:      apt-lists
            set:       caches
            ecosystem: apt
            about:     lists of available packages; apt-get update downloads them
            files:     /var/lib/apt/lists/**
            source:    https://docs.docker.com/build/building/best-practices/#apt-get
            """, out("rules", "--explain", "apt-lists"));
    }

    @Test
    void whatIsExplainedIsAFileOfRules() {
        for (String name : List.of("caches", "licences", "var-log")) {
            Rules.builtIn().with("explained", out("rules", "--explain", name));
        }
    }

    @Test
    void fileChangesWhatIsShown() throws IOException {
        Path file = Files.writeString(directory.resolve("mine"), "rule: apt-lists\nset: docs\n");
        assertTrue(out("rules", "--rules", file.toString(), "--explain", "apt-lists")
                .contains("set:       docs\n"));
    }

    @Test
    void jsonHasAllOfThem() throws IOException {
        JsonNode json = new ObjectMapper().readTree(out("rules", "--json"));
        assertEquals(1, json.get("schemaVersion").asInt());
        assertEquals(Rules.builtIn().sets().size(), json.get("sets").size());
        assertEquals(Rules.builtIn().rules().size(), json.get("rules").size());
        assertEquals(
                """
            {"name":"ccache","sets":["caches"],"ecosystem":"C","about":"objects in the cache of ccache",\
            "targets":[{"what":"drop","glob":"**/.cache/ccache"},{"what":"drop","glob":"**/.ccache"}],"never":[],\
            "unless":[],"unlessNamed":[],\
            "sources":["https://ccache.dev/manual/latest.html"]}\
            """,
                new ObjectMapper()
                        .readTree(out("rules", "--json", "--explain", "ccache"))
                        .get("rules")
                        .get(0)
                        .toString());
    }

    @Test
    void unknownNameIsWrongUsage() {
        assertEquals(
                "squash: --explain: no rule, set or protection is called \"apt-list\"; did you mean apt-lists?",
                Cli.PLAIN.run("rules", "--explain", "apt-list").refusal(2));
        assertEquals(
                "squash: only options are expected, found also 'caches'",
                Cli.PLAIN.run("rules", "caches").refusal(2));
    }
}
