// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.imagesquash.fixture.HtmlPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can read the HTML report, in which light, and on what. */
class HtmlReportLooksIT {
    private static ReportInBrowser report;
    private static Browser browser;

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() {
        report = ReportInBrowser.start(directory);
        browser = report.browser();
    }

    @AfterAll
    static void quit() {
        if (report != null) {
            report.close();
        }
    }

    @AfterEach
    void silence() {
        report.assertSilent();
    }

    @Test
    void nobodyIsKeptOut() throws IOException {
        report.open(HtmlPage.of(ManyEntries.files(300)));
        assertEquals(List.of(), browser.barriers());
        browser.preferring("dark").click("#show-as input[value=table]");
        browser.click("#colour-by input[value=fate]");
        assertEquals(List.of(), browser.barriers());
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
