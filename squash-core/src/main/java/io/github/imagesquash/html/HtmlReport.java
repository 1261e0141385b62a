// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page: one file that works without a network. Its content security policy allows only its own scripts and style,
 * by their digests, so that a text of an image can only be shown.
 */
public final class HtmlReport {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final ReportContent content;
    private final PageResource style;
    private final List<PageResource> scripts;

    private HtmlReport(ReportContent content) throws IOException {
        this.content = content;
        this.style = PageResource.style();
        this.scripts = PageResource.scripts();
    }

    /**
     * Writes the page.
     *
     * @param out receives UTF-8, as the page declares; stays open
     */
    public static void write(ReportContent content, Writer out) throws IOException {
        new HtmlReport(content).write(out);
    }

    private void write(Writer out) throws IOException {
        String page = PageResource.page().text();
        Matcher places = PLACE.matcher(page);
        int written = 0;
        for (MatchResult place : places.results().toList()) {
            out.write(page, written, place.start() - written);
            fill(place.group(1), out);
            written = place.end();
        }
        out.write(page, written, page.length() - written);
    }

    private void fill(String place, Writer out) throws IOException {
        switch (place) {
            case "policy" -> out.write(policy());
            case "program" -> out.write(escaped(content.program()));
            case "title" -> out.write(escaped(content.title()));
            case "style" -> out.write(style.text());
            case "licence" -> out.write(escaped(PageResource.licence().text()));
            case "data" -> ContentJson.write(content, out);
            case "scripts" -> {
                for (PageResource script : scripts) {
                    out.write("<script>" + script.text() + "</script>\n");
                }
            }
            default -> throw new IllegalStateException("nothing is known for " + place);
        }
    }

    private String policy() {
        String known = scripts.stream().map(PageResource::source).collect(Collectors.joining(" "));
        return "default-src 'none'; script-src " + known + "; style-src " + style.source()
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    /** Text as HTML shows it, in elements and in attributes in quotation marks. */
    private static String escaped(String text) {
        return text.lines()
                .map(Printable::of)
                .collect(Collectors.joining("\n"))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
    }
}
