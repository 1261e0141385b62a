// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A here-document: the lines from an instruction with a word such as {@code <<EOF} to the line that consists of this
 * name.
 *
 * @param name without quotes
 * @param tabsStripped whether tabs may stand before the name at the end: {@code <<-EOF}
 */
record HereDocument(String name, boolean tabsStripped) {
    private static final Pattern WORD = Pattern.compile("[0-9]*<<(-?)([^<]+)");

    /** The here-documents that a line announces, in their order. */
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

    /** Whether this line ends it. */
    boolean endsAt(String line) {
        return (tabsStripped ? line.replaceFirst("^\t++", "") : line).equals(name);
    }
}
