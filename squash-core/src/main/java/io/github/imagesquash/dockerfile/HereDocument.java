// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A here-document that an instruction begins by a word such as {@code <<EOF}. It is the lines up to one that is its name.
 *
 * @param name without quotes
 * @param tabsStripped whether tabs before the name are passed over, which is what a dash says
 */
record HereDocument(String name, boolean tabsStripped) {
    private static final Pattern WORD = Pattern.compile("[0-9]*<<(-?)([^<]+)");

    /** Those that a line begins, in their order. */
    static List<HereDocument> of(String line) {
        return WordSplitter.split(line.replaceAll("<<[ \\t]++", "<<"), Directives.BACKSLASH).stream()
                .map(WORD::matcher)
                .filter(Matcher::matches)
                .map(word -> new HereDocument(
                        WordSplitter.unquoted(word.group(2), Directives.BACKSLASH),
                        !word.group(1).isEmpty()))
                .filter(document -> !document.name().isEmpty())
                .toList();
    }

    /** Whether a line ends it. */
    boolean endsAt(String line) {
        return (tabsStripped ? line.replaceFirst("^\t++", "") : line).equals(name);
    }
}
