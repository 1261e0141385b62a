// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * A page of figures and tables in the style of {@link HtmlReport}: one file without scripts, which works without a network.
 *
 * @param title its title
 * @param subtitle its description, in one line
 * @param program the program that made the page, with its version
 * @param facts the figures at the top
 * @param notes what to do, a sentence each
 * @param tables the tables; empty ones are left out
 */
public record TablePage(
        String title, String subtitle, String program, List<Fact> facts, List<String> notes, List<RowTable> tables) {
    /** A figure in words. */
    public record Fact(String title, String value) {}

    /**
     * A table of texts.
     *
     * @param title its heading
     * @param columns the headings of its columns
     * @param rows each with a text for each column
     */
    public record RowTable(String title, List<String> columns, List<List<String>> rows) {
        public RowTable {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    public TablePage {
        facts = List.copyOf(facts);
        notes = List.copyOf(notes);
        tables = tables.stream().filter(table -> !table.rows().isEmpty()).toList();
    }

    /**
     * Writes the page.
     *
     * @param out receives UTF-8, as the page declares; stays open
     */
    public void write(Writer out) throws IOException {
        PageResource style = PageResource.style();
        out.write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                + style.source()
                + "; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n"
                + "<meta name=\"generator\" content=\"" + escaped(program) + "\">\n"
                + "<title>" + escaped(title) + "</title>\n<style>" + style.text() + "</style>\n</head>\n<body>\n"
                + "<header>\n<div>\n<h1>" + escaped(title) + "</h1>\n<p id=\"subtitle\" class=\"muted\">"
                + escaped(subtitle) + "</p>\n<p class=\"muted\">made by " + escaped(program)
                + "</p>\n</div>\n</header>\n<main>\n");
        writeFacts(out);
        for (RowTable table : tables) {
            write(table, out);
        }
        out.write("</main>\n</body>\n</html>\n");
    }

    private void writeFacts(Writer out) throws IOException {
        out.write("<dl id=\"figures\">\n");
        for (Fact fact : facts) {
            out.write("<div class=\"card\"><dt class=\"muted\">" + escaped(fact.title()) + "</dt><dd>"
                    + escaped(fact.value()) + "</dd></div>\n");
        }
        out.write("</dl>\n");
        if (!notes.isEmpty()) {
            out.write("<ul id=\"notes\">\n");
            for (String note : notes) {
                out.write("<li>" + escaped(note) + "</li>\n");
            }
            out.write("</ul>\n");
        }
    }

    private static void write(RowTable table, Writer out) throws IOException {
        out.write("<section>\n<h2>" + escaped(table.title()) + "</h2>\n<div class=\"scroll\"><table>\n");
        writeRow("th scope=\"col\"", "th", table.columns(), out);
        for (List<String> row : table.rows()) {
            writeRow("td", "td", row, out);
        }
        out.write("</table></div>\n</section>\n");
    }

    private static void writeRow(String start, String end, List<String> cells, Writer out) throws IOException {
        out.write("<tr>");
        for (String cell : cells) {
            out.write("<" + start + ">" + escaped(cell) + "</" + end + ">");
        }
        out.write("</tr>\n");
    }

    private static String escaped(String text) {
        return Printable.line(text).replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
