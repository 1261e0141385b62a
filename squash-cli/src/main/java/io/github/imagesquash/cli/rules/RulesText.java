// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rules;

import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.filter.PathTarget;
import io.github.imagesquash.filter.Protection;
import io.github.imagesquash.filter.Rule;
import io.github.imagesquash.filter.RuleSet;
import io.github.imagesquash.filter.Rules;
import java.util.ArrayList;
import java.util.List;

/** Rules for people. */
final class RulesText {
    private RulesText() {}

    /** Each set with its rules, one line for each. */
    static String listed(Rules rules, int columns) {
        List<String> lines = new ArrayList<>();
        for (RuleSet set : rules.sets()) {
            lines.add(set.name() + ": " + set.about());
            TextTable table = new TextTable("                    rule", "ecosystem", "what");
            rules.rules().stream()
                    .filter(rule -> rule.sets().contains(set.name()))
                    .forEach(rule -> table.add(rule.name(), rule.ecosystem(), rule.about()));
            lines.addAll(table.lines(columns));
            lines.add("");
        }
        lines.add("never touched by rules:");
        TextTable table = new TextTable("                        ", "");
        rules.protections().forEach(protection -> table.add(protection.name(), protection.about()));
        lines.addAll(table.lines(columns).subList(1, rules.protections().size() + 1));
        return String.join("\n", lines) + "\n";
    }

    /** Everything about a rule, in the form of a file of rules. */
    static String explained(Rules rules) {
        List<String> paragraphs = new ArrayList<>();
        rules.sets().forEach(set -> paragraphs.add(line("set", set.name()) + line("about", set.about())));
        rules.protections().forEach(protection -> paragraphs.add(paragraph(protection)));
        rules.rules().forEach(rule -> paragraphs.add(paragraph(rule)));
        return String.join("\n", paragraphs);
    }

    private static String paragraph(Protection protection) {
        return line("protect", protection.name())
                + line("about", protection.about())
                + lines("never", protection.never())
                + lines("source", protection.sources());
    }

    private static String paragraph(Rule rule) {
        StringBuilder text = new StringBuilder(line("rule", rule.name()));
        text.append(line("set", String.join(", ", rule.sets())));
        text.append(line("ecosystem", rule.ecosystem()));
        text.append(line("about", rule.about()));
        rule.targets()
                .forEach(target -> text.append(line(key(target), target.glob().toString())));
        return text.append(lines("never", rule.never()))
                .append(lines("never", rule.languages()))
                .append(lines("unless", rule.unless()))
                .append(lines("unless-named", rule.unlessNamed()))
                .append(lines("source", rule.sources()))
                .toString();
    }

    /** The key for the reach of a pattern in a file of rules. */
    static String key(PathTarget target) {
        return switch (target.reach()) {
            case TREE -> "drop";
            case FILES -> "files";
            case REGULAR_FILES -> "regular";
            case OWNED_FILES -> "owned";
        };
    }

    private static String lines(String key, List<?> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(line(key, value.toString())));
        return text.toString();
    }

    private static String line(String key, String value) {
        return key + ":" + " ".repeat(Math.max(1, 10 - key.length())) + FailureMessage.oneLine(value) + "\n";
    }
}
