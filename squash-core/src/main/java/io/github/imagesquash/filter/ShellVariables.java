// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ShellVariables of a shell, as far as their values can be told without running it. Texts have a character for each byte, so that
 * names which are not UTF-8 come out as they are.
 */
final class ShellVariables {
    private static final Pattern USE =
            Pattern.compile("\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)(?::?[-=]([^{}]*)|[^{}]*)\\})");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:^|[\\s;&|])([A-Za-z_]\\w*)=(\"[^\"]*\"|'[^']*'|[^\\s;&|]*)");
    private static final Pattern OWN_DIRECTORY = Pattern.compile("\\$\\(\\s*dirname[^()]*(?:\\([^()]*\\)[^()]*)*\\)"
            + "|`dirname[^`]*`|\\$\\{(?:0|BASH_SOURCE(?:\\[0\\])?)%/\\*\\}");
    private static final Pattern CHANGED_DIRECTORY = Pattern.compile(
            "\\$\\(\\s*cd\\s+(?:--\\s+|-P\\s+)?[\"']?([^\"'&;()]*)[\"']?\\s*(?:>[^&;]*)?(?:&&|;)\\s*pwd[^()]*\\)");

    private final Map<String, String> values = new HashMap<>();

    /** The same as others, to which more can be added. */
    ShellVariables and() {
        ShellVariables more = new ShellVariables();
        more.values.putAll(values);
        return more;
    }

    /** Sets a variable; a value that another already has stays. */
    void define(String name, String value) {
        values.putIfAbsent(name, expand(value));
    }

    /** Sets the variables that a line of a script assigns. */
    void assignedIn(String line, String ownDirectory) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        while (assignment.find()) {
            String value = withDirectories(assignment.group(2), ownDirectory);
            values.put(assignment.group(1), expand(value.replaceAll("[\"']", "")));
        }
    }

    /** A variable's value; empty if it is not known. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** A text in which the variables that are known have their values, and those that are not their defaults. */
    String expand(String text) {
        return USE.matcher(text).replaceAll(use -> {
            String name = use.group(1) == null ? use.group(2) : use.group(1);
            String otherwise = use.group(3) == null ? use.group() : use.group(3);
            return Matcher.quoteReplacement(values.getOrDefault(name, otherwise));
        });
    }

    /** A line of a script in which the ways to say "where this script is" are that directory. */
    static String withDirectories(String line, String ownDirectory) {
        String replaced = OWN_DIRECTORY.matcher(line).replaceAll(Matcher.quoteReplacement(ownDirectory));
        return CHANGED_DIRECTORY.matcher(replaced).replaceAll("$1");
    }
}
