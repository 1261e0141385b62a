// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.filter.PathTarget.Reach;
import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of rules. */
class RulesTest {
    private static final Rules BASE = Rules.NONE.with("base", """
            # sets come first
            set: caches
            about: what can go

            set: docs
            about: what is read

            rule: apt
            set: caches
            ecosystem: apt
            about: what apt stored
            drop: /var/cache/apt/**
            never: **/lock
            source: https://example.org/apt
            """);

    @Test
    void ruleHasAllThatItsParagraphSays() {
        assertEquals(
                List.of(new Rule(
                        "apt",
                        List.of("caches"),
                        "apt",
                        "what apt stored",
                        List.of(new PathTarget(Glob.parse("/var/cache/apt/**"), Reach.TREE)),
                        List.of(Glob.parse("**/lock")),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("https://example.org/apt"))),
                BASE.rules());
    }

    @Test
    void fileChangesWhatItNamesAndKeepsTheRest() {
        Rule changed = BASE.with("mine", "rule: apt\nset: docs, caches\nfiles: /a\nregular: /b\n")
                .rules()
                .getFirst();
        assertEquals(List.of("docs", "caches"), changed.sets());
        assertEquals(
                List.of(
                        new PathTarget(Glob.parse("/a"), Reach.FILES),
                        new PathTarget(Glob.parse("/b"), Reach.REGULAR_FILES)),
                changed.targets());
        assertEquals(BASE.rules().getFirst().never(), changed.never());
        assertEquals("what apt stored", changed.about());
    }

    @Test
    void fileAddsSetsRulesAndProtections() {
        Rules more = BASE.with("mine", """
                set: ours
                about: our things

                rule: ours
                set: ours
                about: our cache
                drop: /srv/cache

                protect: keys
                about: our keys
                never: **/*.key
                source: https://example.org/keys
                """);
        assertEquals(
                List.of("caches", "docs", "ours"),
                more.sets().stream().map(RuleSet::name).toList());
        assertEquals(
                List.of("apt", "ours"), more.rules().stream().map(Rule::name).toList());
        assertEquals("keys", more.protections().getFirst().name());
    }

    @Test
    void someSetsAreChosen() {
        assertEquals(BASE.rules(), BASE.of(List.of("caches")).rules());
        assertEquals(List.of(), BASE.of(List.of("docs")).rules());
        assertEquals(
                "there is no set \"cache\"; the sets are caches, docs; did you mean caches?",
                assertThrows(IllegalArgumentException.class, () -> BASE.of(List.of("cache")))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rules: x                             | mine:1: a paragraph begins with set, protect or rule, not rules
        rule: A b                            | mine:1: a name consists of lower-case letters, digits and hyphens, found "A b"
        rule: x;set                          | mine:2: expected "key: value", found "set"
        rule: x;;set: y                      | mine:1: the rule has no set
        rule: x;set: y                       | mine:2: there is no set "y"; begin a paragraph with set: y before it, or take one of caches, docs
        rule: x;set: docs;about: a           | mine:1: the rule has no drop, files, regular or owned
        rule: x;set: docs;about: a;drop: [   | mine:4: pattern "[" has a [ without a ]
        rule: x;set: docs;drops: a           | mine:3: "drops" is not a key of a rule; expected one of about, drop, ecosystem, files, never, owned, regular, set, source, unless, unless-named
        set: x                               | mine:1: the set has no about
        protect: x;about: a                  | mine:1: the protect has no never
        """)
    void errorsNameFileAndLine(String content, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> BASE.with("mine", content.replace(";", "\n")))
                        .getMessage());
    }

    @Test
    void previewTellsWhatEachSetWouldTake() throws IOException {
        FileTree tree = new FileTree();
        assertTrue(RulePreview.of(Rules.builtIn(), tree, ExecutionParameters.NONE).alone().values().stream()
                .allMatch(List::isEmpty));
        assertEquals(
                Rules.builtIn().sets().size(),
                RulePreview.of(Rules.builtIn(), tree, ExecutionParameters.NONE)
                        .alone()
                        .size());
    }
}
