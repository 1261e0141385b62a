// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.html.TablePage.Fact;
import io.github.imagesquash.html.TablePage.RowTable;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of tables, whose texts cannot be anything but texts. */
class TablePageTest {
    private static String page(String text) throws IOException {
        StringWriter out = new StringWriter();
        new TablePage(
                        text,
                        text,
                        text,
                        List.of(new Fact(text, text)),
                        List.of(text),
                        List.of(
                                new RowTable(text, List.of(text), List.of(List.of(text))),
                                new RowTable("Nothing", List.of("A"), List.of())))
                .write(out);
        return out.toString();
    }

    @Test
    void textsAreEscapedEverywhere() throws IOException {
        String page = page("<script>\"&\u202e");
        assertFalse(page.contains("<script"), page);
        assertTrue(page.contains("<td>&lt;script>&quot;&amp;\\u{202e}</td>"), page);
    }

    @Test
    void nothingIsLoadedOrRun() throws IOException {
        assertTrue(page("a").contains("default-src 'none'; style-src 'sha256-"));
    }

    @Test
    void emptyTablesAreLeftOut() throws IOException {
        assertFalse(page("a").contains("Nothing"));
    }
}
