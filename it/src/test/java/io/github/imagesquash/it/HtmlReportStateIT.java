// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.Analysing;
import io.github.imagesquash.fixture.HtmlPage;
import io.github.imagesquash.html.PageAction;
import io.github.imagesquash.html.ReportContent;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the HTML report leads: to what one clicked, to what an address says, to what to do. */
class HtmlReportStateIT extends ReportTests {
    private String shown() {
        return browser.text("#trail button[aria-current]");
    }

    private String fragment() {
        return (String) browser.eval("location.hash");
    }

    private static Analysing deep() throws IOException {
        return Analysing.analyse(
                image("app:1")
                        .layer(layer().dir("usr/")
                                .dir("usr/lib/")
                                .dir("usr/lib/big/")
                                .file("usr/lib/big/one", "1".repeat(60_000))
                                .file("usr/lib/big/two", "2".repeat(50_000))
                                .dir("usr/share/")
                                .file("usr/share/copy", "1".repeat(60_000)))
                        .layer(layer().file("usr/share/own", "o".repeat(7_000))),
                Extra.DUPLICATES);
    }

    @Test
    void aClickOpensTheDirectoryUnderThePointer() throws IOException {
        report.open(HtmlPage.of(deep()));
        // Everything is below /usr, so the outermost tile is the whole map.
        browser.clickAt("#canvas", 60, 120);
        assertEquals("big", shown());
        assertTrue(browser.text("#spoken").startsWith("/usr/lib/big/"), browser.text("#spoken"));
        browser.click("#trail button");
        assertEquals("old.tar", shown());
    }

    @Test
    void theAddressKeepsWhatIsShown() throws IOException {
        report.open(HtmlPage.of(deep()));
        assertEquals("", fragment());
        browser.clickAt("#canvas", 60, 120);
        browser.click("#layers li:nth-child(1) button");
        browser.type("#find", "one");
        browser.click("#colour-by input[value=fate]");
        browser.click("#tab-directories");
        assertEquals("#dir=%2Fusr%2Flib%2Fbig&layer=1&find=one&colour=fate&tab=directories", fragment());
        browser.reload();
        assertEquals("big", shown());
        assertEquals("true", browser.eval("document.querySelector('#layers li:nth-child(1) button').ariaPressed"));
        assertEquals("one", browser.eval("document.getElementById('find').value"));
        assertEquals(true, browser.eval("document.querySelector('#colour-by input[value=fate]').checked"));
        assertEquals("true", browser.eval("document.getElementById('tab-directories').ariaSelected"));
        assertEquals("#dir=%2Fusr%2Flib%2Fbig&layer=1&find=one&colour=fate&tab=directories", fragment());
    }

    @Test
    void backLeavesADirectory() throws IOException {
        report.open(HtmlPage.of(deep()));
        browser.clickAt("#canvas", 60, 120);
        assertEquals("big", shown());
        browser.eval("history.back()");
        browser.waitUntil("document.querySelector('#trail button[aria-current]').textContent === 'old.tar'");
    }

    @Test
    void anAddressOfSomethingThatIsNotThereShowsTheRoot() throws IOException {
        report.open(HtmlPage.of(deep()));
        browser.eval("location.hash = '#dir=/nowhere&layer=9&tab=x&show=y'");
        browser.waitUntil("document.querySelector('#trail button[aria-current]').textContent === 'old.tar'");
        assertEquals("Files", browser.text("#tabs [aria-selected=true]"));
    }

    @Test
    void filtersAreShownWithWhatTheyAdmit() throws IOException {
        report.open(HtmlPage.of(deep()));
        assertFalse((Boolean) browser.eval("!document.getElementById('filters').hidden"));
        browser.type("#find", "share");
        assertEquals("“share”2 files, 67 kB", browser.eval("document.getElementById('filters').textContent"));
        browser.click("#layers li:nth-child(2) button");
        assertEquals("layer 2“share”1 file, 7 kB", browser.eval("document.getElementById('filters').textContent"));
        browser.click("#filters button");
        assertEquals("“share”2 files, 67 kB", browser.eval("document.getElementById('filters').textContent"));
        browser.click("#filters button");
        assertEquals("", browser.eval("document.getElementById('find').value"));
        assertTrue((Boolean) browser.eval("document.getElementById('filters').hidden"));
    }

    @Test
    void equalFilesOpenAndLeadToTheMap() throws IOException {
        report.open(HtmlPage.of(deep()));
        browser.click("#tab-extra-0");
        assertEquals("Duplicates", browser.text("#tabs [aria-selected=true]"));
        browser.click("#panel-extra-0 .opens");
        assertEquals(List.of("/usr/lib/big/one", "/usr/share/copy"), browser.texts("#panel-extra-0 .detail .path"));
        browser.click("#panel-extra-0 .detail li:nth-child(2) .path");
        assertEquals("share", shown());
        browser.click("#panel-extra-0 .opens");
        assertEquals(List.of(), browser.texts("#panel-extra-0 .detail"));
    }

    @Test
    void whatToDoStandsOnTopSecretsFirst() throws IOException {
        ReportContent content = ReportContent.of(deep().report(), "squash 1.2.3")
                .with(
                        "squash analyze --report app.html app:1",
                        List.of(
                                new PageAction(
                                        "remove a private key",
                                        0,
                                        true,
                                        "squash -t app:safe --exclude 'root/a b' app:1"),
                                new PageAction("merge the layers", 378_000_000, false, "squash -t app:small app:1")));
        report.open(HtmlPage.of(content));
        assertEquals("squash 1.2.3: squash analyze --report app.html app:1", browser.text("#made"));
        assertEquals(List.of("remove a private key", "merge the layers"), browser.texts("#actions strong"));
        assertEquals(List.of("", "−378 MB"), browser.texts("#actions .saves"));
        assertEquals("squash -t app:safe --exclude 'root/a b' app:1", browser.text("#actions code"));
        assertTrue(
                browser.number("document.getElementById('actions').getBoundingClientRect().top") < 400,
                "on the first screen");
        browser.click("#actions .copy");
        browser.waitUntil("document.querySelector('#actions .copy').textContent === 'Copied'");
        assertEquals("squash -t app:safe --exclude 'root/a b' app:1", browser.eval("getSelection().toString().trim()"));
    }

    @Test
    void thereIsNoBoxIfThereIsNothingToDo() throws IOException {
        report.open(HtmlPage.of(deep()));
        assertTrue((Boolean) browser.eval("document.getElementById('todo').hidden"));
    }
}
