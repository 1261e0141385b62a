// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.Analysing;
import io.github.imagesquash.fixture.HtmlPage;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A browser that shows HTML reports. */
final class ReportInBrowser implements AutoCloseable {
    private static final LayerBuilder BASE = layer().dir("big/")
            .file("big/a", "a".repeat(5000))
            .file("big/b", "b".repeat(3000))
            .dir("small/")
            .file("small/c", "c".repeat(1000));
    private static final LayerBuilder UPPER =
            layer().whiteout("big/b").file("small/c", "C".repeat(900)).file("d", "d".repeat(400));

    private final Browser browser;
    private final Path directory;

    private ReportInBrowser(Browser browser, Path directory) {
        this.browser = browser;
        this.directory = directory;
    }

    /**
     * Starts the browser; without one the test is skipped.
     *
     * @param directory where pages are put
     */
    static ReportInBrowser start(Path directory) {
        return new ReportInBrowser(Browser.start(), directory);
    }

    Browser browser() {
        return browser;
    }

    void open(HtmlPage page) throws IOException {
        Path file = Files.writeString(directory.resolve("report.html"), page.text());
        browser.sized(1280, 900).preferring("light").open(file);
    }

    /** Opens the report on an image of two layers. */
    void openSmall() throws IOException {
        open(HtmlPage.of(Analysing.analyse(BASE, UPPER)));
    }

    /** Asserts that there was no error, no violation of the policy, and that nothing was asked for but the page. */
    void assertSilent() {
        assertEquals(List.of(), browser.console());
        assertEquals(
                List.of(),
                browser.requests().stream()
                        .filter(address -> !address.startsWith("file:" + directory))
                        .filter(address -> !address.startsWith("file://" + directory))
                        .filter(address -> !address.startsWith("data:"))
                        .toList());
    }

    @Override
    public void close() {
        browser.close();
    }
}
