// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of a shell, as far as their values are known without running it. Texts have a character for each byte, so
 * that names which are not UTF-8 are preserved.
 */
public final class ShellVariables {
    // Nothing is tried twice: a line of a script may be long, and made to be.
    private static final Pattern USE =
            Pattern.compile("\\$(?:([A-Za-z_]\\w*+)|\\{([A-Za-z_]\\w*+)(?::?[-=]([^{}]*+)|[^{}]*+)\\})");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:^|[\\s;&|])([A-Za-z_]\\w*+)=(\"[^\"]*+\"|'[^']*+'|[^\\s;&|]*+)");
    private static final Pattern OWN_DIRECTORY =
            Pattern.compile("\\$\\(\\s*+dirname[^()]*+(?:\\([^()]*+\\)[^()]*+)*+\\)"
                    + "|`dirname[^`]*+`|\\$\\{(?:0|BASH_SOURCE(?:\\[0\\])?)%/\\*\\}");
    private static final Pattern CHANGED_DIRECTORY =
            Pattern.compile("\\$\\(\\s*+cd\\s++(?:--\\s++|-P\\s++)?+[\"']?+([^\"'&;()]*+)[\"']?+\\s*+(?:>[^&;()]*+)?+"
                    + "(?:&&|;)\\s*+pwd[^()]*+\\)");

    /** By how much values may lengthen all texts of a search together. */
    private static final int MOST_GROWTH = 4 << 20;

    private final Map<String, String> values = new HashMap<>();
    private final Growth growth;

    /** What is left of {@link #MOST_GROWTH}. */
    private static final class Growth {
        private int left = MOST_GROWTH;
    }

    /** No variable is known. */
    public ShellVariables() {
        this(new Growth());
    }

    private ShellVariables(Growth growth) {
        this.growth = growth;
    }

    /** A copy of other variables, to which more can be added. */
    public ShellVariables and() {
        ShellVariables more = new ShellVariables(growth);
        more.values.putAll(values);
        return more;
    }

    /** Sets a variable, unless it already has a value. */
    public void define(String name, String value) {
        values.putIfAbsent(name, expand(value));
    }

    /** Sets the variables that a line of a script assigns. */
    public void assignedIn(String line, String ownDirectory) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        while (assignment.find()) {
            String value = withDirectories(assignment.group(2), ownDirectory);
            values.put(assignment.group(1), expand(value.replaceAll("[\"']", "")));
        }
    }

    /** A variable's value; empty if unknown. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * A text in which known variables are replaced by their values, and unknown ones by their defaults. As each value
     * may double with each line, the text stays as it is once texts have become much longer.
     */
    public String expand(String text) {
        StringBuilder expanded = new StringBuilder();
        Matcher use = USE.matcher(text);
        int end = 0;
        while (use.find()) {
            String name = use.group(1) == null ? use.group(2) : use.group(1);
            String otherwise = use.group(3) == null ? use.group() : use.group(3);
            String value = values.getOrDefault(name, otherwise);
            growth.left -= Math.max(0, value.length() - use.group().length());
            if (growth.left < 0) {
                growth.left = 0;
                return text;
            }
            expanded.append(text, end, use.start()).append(value);
            end = use.end();
        }
        return end == 0 ? text : expanded.append(text, end, text.length()).toString();
    }

    /** A line of a script in which expressions for "the directory of this script" are replaced by that directory. */
    public static String withDirectories(String line, String ownDirectory) {
        String replaced = OWN_DIRECTORY.matcher(line).replaceAll(Matcher.quoteReplacement(ownDirectory));
        return CHANGED_DIRECTORY.matcher(replaced).replaceAll("$1");
    }
}
