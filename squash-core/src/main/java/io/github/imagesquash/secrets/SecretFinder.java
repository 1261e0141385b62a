// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Searches for secrets in one text. Its findings contain values, so they stay in this package. */
final class SecretFinder {
    /** The group of an expression that must not be shown. */
    static final String VALUE = "value";

    private static final String NAME = "name";

    private final SecretRules rules;

    SecretFinder(SecretRules rules) {
        this.rules = rules;
    }

    /**
     * A secret in a text.
     *
     * @param rule the rule
     * @param name the variable that contains it; empty if none does
     * @param value the secret itself
     */
    record Match(SecretRule rule, String name, String value) {
        /** Without the value, which no message may contain. */
        @Override
        public String toString() {
            return rule.name() + " " + name;
        }
    }

    /** Whether there is a secret of a rule. */
    boolean finds(SecretRule rule, String text) {
        return !matches(rule, text, 1).isEmpty();
    }

    /** All secrets of a rule, in the order of the text. */
    List<Match> matches(SecretRule rule, String text) {
        return matches(rule, text, Integer.MAX_VALUE);
    }

    private List<Match> matches(SecretRule rule, String text, int limit) {
        List<Match> matches = new ArrayList<>();
        if (rule.words().stream().noneMatch(text::contains)) {
            return matches;
        }
        for (Pattern pattern : rule.finds()) {
            boolean named = pattern.namedGroups().containsKey(NAME);
            Matcher matcher = pattern.matcher(text);
            while (matches.size() < limit && matcher.find()) {
                String value = unquoted(matcher.group(VALUE));
                if (rules.isSecret(value)) {
                    matches.add(new Match(rule, named ? matcher.group(NAME) : "", value));
                }
            }
        }
        return matches;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
