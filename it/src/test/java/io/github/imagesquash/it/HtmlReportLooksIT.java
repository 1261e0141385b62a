// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.imagesquash.fixture.HtmlPage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can read the HTML report, in which light, and on what. */
class HtmlReportLooksIT extends ReportTests {
    /** The width of a phone, in CSS pixels. */
    private static final int PHONE = 390;

    /** Each view, wide and on a phone, in light and in the dark; a picture of each is kept. */
    @ParameterizedTest
    @CsvSource({
        "layers, ''",
        "fates, colour=fate",
        "table, show=table",
        "found, find=lib&layer=2",
        "directories, tab=directories",
        "packages, tab=extra-0"
    })
    void nobodyIsKeptOut(String name, String fragment) throws IOException {
        report.open(HtmlPage.of(ManyEntries.files(300)));
        browser.eval("location.hash = '" + fragment + "'");
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1280, PHONE)) {
                browser.sized(width, 1500).preferring(scheme);
                // axe takes seconds: each width and each scheme once.
                if (scheme.equals("light") == (width > PHONE)) {
                    assertEquals(List.of(), browser.barriers(), scheme + ", " + width);
                }
                assertFalse(browser.number("document.documentElement.scrollWidth") > width, "wider than " + width);
                browser.screenshot(SCREENSHOTS.resolve(name + "-" + scheme + "-" + width + ".png"));
            }
        }
    }

    @Test
    void itIsDarkWhereTheSystemIsOrTheReaderSaysSo() throws IOException {
        report.openSmall();
        String ground = "getComputedStyle(document.documentElement).backgroundColor";
        Object light = browser.eval(ground);
        browser.preferring("dark");
        Object dark = browser.eval(ground);
        assertNotEquals(light, dark);
        browser.choose("#theme", "light");
        assertEquals(light, browser.eval(ground));
        browser.preferring("light").choose("#theme", "dark");
        assertEquals(dark, browser.eval(ground));
    }

    @Test
    void itIsLightOnPaper() throws IOException {
        report.openSmall();
        String colour = "getComputedStyle(document.querySelector('.layer .number')).backgroundColor";
        Object light = browser.eval(colour);
        browser.choose("#theme", "dark");
        assertNotEquals(light, browser.eval(colour));
        browser.onPaper().waitUntil(colour + " === '" + light + "'");
    }
}
