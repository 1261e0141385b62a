// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import io.github.imagesquash.filter.Paragraph;
import io.github.imagesquash.glob.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a file of rules for secrets. */
final class SecretRuleParser {
    private static final Set<String> SECRET_KEYS = Set.of("about", "look", "only", "text", "word", "find", "source");
    private static final Set<String> IGNORE_KEYS = Set.of("about", "path", "value", "source");

    private SecretRuleParser() {}

    /**
     * The rules.
     *
     * @throws IllegalArgumentException naming the file and the line
     */
    static SecretRules parse(String file, String content) {
        List<SecretRule> rules = new ArrayList<>();
        List<Glob> paths = new ArrayList<>();
        List<Pattern> values = new ArrayList<>();
        for (Paragraph paragraph : Paragraph.of(file, content)) {
            switch (paragraph.kind()) {
                case "secret" -> rules.add(secret(paragraph));
                case "ignore" -> {
                    requireAll(paragraph, IGNORE_KEYS, "about", "source");
                    paths.addAll(paragraph.all("path", Glob::parse));
                    values.addAll(paragraph.all("value", Pattern::compile));
                }
                default -> throw paragraph.refused("a paragraph begins with secret or ignore, not " + paragraph.kind());
            }
        }
        return new SecretRules(rules, paths, values);
    }

    private static SecretRule secret(Paragraph paragraph) {
        requireAll(paragraph, SECRET_KEYS, "about", "word", "find", "source");
        return new SecretRule(
                paragraph.name(),
                paragraph.all("about").getLast(),
                paragraph.all("look", Glob::parse),
                paragraph.all("only", Glob::parse),
                paragraph.all("text").contains("yes"),
                paragraph.all("word"),
                paragraph.all("find", SecretRuleParser::find),
                paragraph.all("source"));
    }

    private static Pattern find(String expression) {
        Pattern pattern = Pattern.compile(expression);
        if (!pattern.namedGroups().containsKey(SecretFinder.VALUE)) {
            throw new IllegalArgumentException("an expression needs a group \"" + SecretFinder.VALUE + "\"");
        }
        return pattern;
    }

    private static void requireAll(Paragraph paragraph, Set<String> known, String... keys) {
        paragraph.requireKeys(known);
        for (String key : keys) {
            if (paragraph.all(key).isEmpty()) {
                throw paragraph.refused("the " + paragraph.kind() + " has no " + key);
            }
        }
    }
}
