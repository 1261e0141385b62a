// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the HTML report in a browser of their own, in which nothing may be reported or requested. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ReportTests {
    static final Path SCREENSHOTS = Path.of("target", "screenshots");

    ReportInBrowser report;
    Browser browser;

    @BeforeAll
    void start(@TempDir Path directory) {
        report = ReportInBrowser.start(directory);
        browser = report.browser();
    }

    @AfterAll
    void quit() {
        if (report != null) {
            report.close();
        }
    }

    @AfterEach
    void silence() {
        report.assertSilent();
    }
}
