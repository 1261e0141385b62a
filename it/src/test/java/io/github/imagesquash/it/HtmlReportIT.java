// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.Analysing;
import io.github.imagesquash.fixture.HtmlPage;
import io.github.imagesquash.html.ReportContent;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The HTML report in a real browser. What it looks like is kept in {@code target/screenshots}. */
class HtmlReportIT extends ReportTests {
    private String shown() {
        return browser.text("#trail button[aria-current]");
    }

    private String spoken() {
        return (String) browser.eval("document.getElementById('spoken').textContent");
    }

    @Test
    void figuresAreThoseOfTheImage() throws IOException {
        report.openSmall();
        assertEquals("old.tar", browser.text("h1"));
        assertTrue(browser.text("#fates").contains("6.3 kB kept 61 %"), browser.text("#fates"));
        assertTrue(browser.text("#fates").contains("3 kB deleted 29 %"), browser.text("#fates"));
        assertTrue(browser.text("#fates").contains("1 kB overwritten 10 %"), browser.text("#fates"));
        assertEquals(List.of("step 1", "step 2"), browser.texts("#layers code"));
    }

    @Test
    void aClickGoesIntoADirectoryAndTheTrailLeadsOutAgain() throws IOException {
        report.openSmall();
        browser.clickAt("#canvas", 40, 60);
        assertEquals("big", shown());
        browser.click("#trail button");
        assertEquals("old.tar", shown());
    }

    @Test
    void keysMoveAndZoomAndSayWhereTheyAre() throws IOException {
        report.openSmall();
        browser.eval("document.getElementById('canvas').focus()");
        browser.press(Keys.ARROW_DOWN);
        assertTrue(spoken().startsWith("/big, 8 kB, 78 % of /, 2 files"), spoken());
        browser.press(Keys.ARROW_RIGHT);
        assertTrue(spoken().startsWith("/small, 1.9 kB"), spoken());
        browser.press(Keys.ARROW_LEFT, Keys.ENTER);
        assertEquals("big", shown());
        browser.press(Keys.ARROW_DOWN);
        assertEquals("/big/a, 5 kB, 63 % of /big, layer 1, kept", spoken());
        browser.press(Keys.ARROW_RIGHT);
        assertEquals("/big/b, 3 kB, 38 % of /big, layer 1, deleted by layer 2", spoken());
        browser.press(Keys.ESCAPE);
        assertEquals("old.tar", shown());
    }

    @Test
    void whatRemainsIsCountedWithoutWhatIsLost() throws IOException {
        report.openSmall();
        browser.click("#count input[value=kept]");
        assertTrue(browser.text("#trail").endsWith("6.3 kB"), browser.text("#trail"));
    }

    @Test
    void theTreemapIsATableAsWell() throws IOException {
        report.openSmall();
        browser.click("#show-as input[value=table]");
        assertEquals(List.of("big", "small", "d"), browser.texts("#listing tbody .path"));
        browser.click("#listing tbody .path");
        assertEquals("big", shown());
        assertEquals(List.of("a", "b"), browser.texts("#listing tbody .path"));
    }

    @Test
    void tablesAreSortedByTheirHeads() throws IOException {
        report.openSmall();
        assertEquals(
                List.of("/big/a", "/big/b", "/small/c", "/small/c", "/d"), browser.texts("#panel-files tbody .path"));
        browser.click("#panel-files th:first-child button");
        assertEquals("ascending", browser.eval("document.querySelector('#panel-files th').ariaSort"));
        assertEquals(
                List.of("/big/a", "/big/b", "/d", "/small/c", "/small/c"), browser.texts("#panel-files tbody .path"));
        browser.click("#panel-files th:first-child button");
        assertEquals("descending", browser.eval("document.querySelector('#panel-files th').ariaSort"));
        assertEquals("/small/c", browser.text("#panel-files tbody .path"));
    }

    @Test
    void tablesAreFilteredByFateAndName() throws IOException {
        report.openSmall();
        browser.choose("#panel-files select", "removed");
        assertEquals(List.of("/big/b"), browser.texts("#panel-files tbody .path"));
        browser.choose("#panel-files select", "");
        browser.type("#panel-files input", "SMALL");
        browser.waitUntil("document.querySelectorAll('#panel-files tbody tr').length === 2");
        assertEquals("2 rows of 5", browser.text("#panel-files [role=status]"));
    }

    @Test
    void tabsAreMovedThroughByArrowKeys() throws IOException {
        report.openSmall();
        browser.type("#tab-files", Keys.ARROW_RIGHT);
        assertEquals("true", browser.eval("document.getElementById('tab-directories').ariaSelected"));
        assertEquals(List.of("/", "/big", "/small"), browser.texts("#panel-directories tbody .path"));
    }

    @Test
    void packagesSecretsAndRuleSetsHaveTablesOfTheirOwn() throws IOException {
        report.open(HtmlPage.of(Analysing.analyse(
                image("app:1")
                        .layer(layer().file("usr/bin/tar", "t".repeat(3000))
                                .file("bin/x", "x")
                                .file(
                                        "var/lib/dpkg/status",
                                        "Package: x\nStatus: install ok installed\nVersion: 2\n\n"
                                                + "Package: tar\nStatus: install ok installed\nVersion: 1.35\n")
                                .file("var/lib/dpkg/info/tar.list", "/usr/bin/tar\n")
                                .file("var/lib/dpkg/info/x.list", "/bin/x\n")
                                .file("var/cache/apt/archives/x_2_all.deb", "d".repeat(2000))
                                .file("srv/.netrc", "machine a password hunter22-aB3dE5\n"))
                        .layer(layer().whiteout("srv/.netrc")),
                Extra.PACKAGES,
                Extra.DROPS)));
        assertEquals(
                List.of("Files", "Directories", "Packages", "Secrets", "Left out by --drop"),
                browser.texts("#tabs [role=tab]"));
        browser.click("#tab-extra-0");
        assertEquals(
                List.of("tar", "1.35", "dpkg", "1", "3 kB", "x", "2", "dpkg", "1", "1 B"),
                browser.texts("#panel-extra-0 tbody tr > *"));
        browser.click("#tab-extra-1");
        assertEquals(
                List.of("/srv/.netrc", "a password in .netrc", "1", "gone", ""),
                browser.texts("#panel-extra-1 tbody tr > *"));
        browser.click("#tab-extra-2");
        assertTrue(browser.text("#panel-extra-2 tbody tr").startsWith("caches"), browser.text("#panel-extra-2 tbody"));
        browser.click("#panel-extra-2 .opens");
        assertEquals(List.of("/var/cache/apt/archives/x_2_all.deb"), browser.texts("#panel-extra-2 .detail .path"));
        assertEquals(List.of(), browser.barriers());
        browser.sized(1280, 1700).screenshot(SCREENSHOTS.resolve("findings.png"));
    }

    @Test
    void aLayerIsChosenAndLetGoAgain() throws IOException {
        report.openSmall();
        browser.click("#layers li:nth-child(2) button");
        assertEquals("true", browser.eval("document.querySelector('#layers li:nth-child(2) button').ariaPressed"));
        browser.click("#layers li:nth-child(2) button");
        assertEquals("false", browser.eval("document.querySelector('#layers li:nth-child(2) button').ariaPressed"));
    }

    @Test
    void namesOfTheImageDoNothingButShow() throws IOException {
        String markup = "<script>alert(1)<script><img src=x onerror=alert(1)>&lt;\"'`${x}{{data}}";
        byte[] bytes = "\u00ff\u0007\u001b[31m".getBytes(StandardCharsets.ISO_8859_1);
        report.open(HtmlPage.of(Analysing.analyse(image("app:1")
                .layer(layer().file(markup, "x".repeat(300))
                        .file("</script><svg onload=alert(1)>", "x".repeat(200))
                        .file(bytes, "x".repeat(100))
                        .file("\u202egpj.exe", "x".repeat(50)))
                .config(config -> ((ObjectNode) config.get("history").get(0))
                        .put("created_by", "RUN </script><script>alert(2)</script> \ud800")))));
        assertEquals(
                List.of("/" + markup, "/</script><svg onload=alert(1)>", "/\\xff\\x07\\x1b[31m", "/\\u{202e}gpj.exe"),
                browser.texts("#panel-files tbody .path"));
        assertEquals("RUN </script><script>alert(2)</script> \\u{d800}", browser.text("#layers code"));
        assertEquals(0, browser.number("document.querySelectorAll('img, svg').length"));
        assertEquals(1, browser.number("document.querySelectorAll('script[type]').length"));
        browser.screenshot(SCREENSHOTS.resolve("hostile.png"));
    }

    @Test
    void aHundredThousandFilesAreThereInASecond() throws IOException {
        ReportContent content = ManyEntries.files(100_000);
        HtmlPage page = HtmlPage.of(content);
        int size = page.text().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size < 10_000_000, size + " bytes");
        report.open(page);
        double interactive = browser.number("performance.getEntriesByName('interactive')[0].startTime");
        // A machine that does other things as well must not fail the build: the time is printed, not judged.
        System.out.printf("100,000 files: %,d bytes of HTML, interactive after %.0f ms%n", size, interactive);
        assertEquals("100,000 rows", browser.text("#panel-files [role=status]"));
        assertEquals(100, browser.number("document.querySelectorAll('#panel-files tbody tr').length"));
        browser.sized(1280, 2100).screenshot(SCREENSHOTS.resolve("light.png"));
        browser.preferring("dark").click("#colour-by input[value=fate]");
        browser.screenshot(SCREENSHOTS.resolve("dark.png"));
        browser.sized(390, 2600).screenshot(SCREENSHOTS.resolve("narrow-dark.png"));
        browser.preferring("light").screenshot(SCREENSHOTS.resolve("narrow-light.png"));
        assertFalse(browser.number("document.documentElement.scrollWidth") > 390, "wider than the screen");
        browser.click("#panel-files .more");
        assertEquals(200, browser.number("document.querySelectorAll('#panel-files tbody tr').length"));
    }
}
