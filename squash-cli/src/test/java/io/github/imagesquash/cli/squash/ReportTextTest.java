// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.SampleReports;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.group.AutoChoice;
import io.github.imagesquash.group.AutoChoice.Candidate;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.report.SquashReport.Grouped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("changes the default locale")
class ReportTextTest {
    private static final String NODE_AT_80_COLUMNS = """
        layer     size  entries            lost  created by
            1   126 MB    8,021    352 (3.4 MB)  ADD file:0c2d in /
            2  1.14 GB   42,050  8,901 (311 MB)  RUN apt-get update && apt-get install …
            3     4 MB        1               -  COPY \\x1b[31mapp /app

                layers  entries   files  uncompressed   stored
        before       3   50,072  1.2 GB       1.27 GB  1.27 GB
         after       1   40,811  903 MB        955 MB   955 MB

        left out     size  for
               1  12.3 kB  estargz (table of contents of the old layers)
        note: kept from the rules: /tmp/agent.jar, named by Env JAVA_TOOL_OPTIONS
        note: dpkg --verify will flag 312 files of 40 packages, such as /usr/share/doc/bash/README of bash
        config: ENV A=b
        config: UNSET CMD (makes no difference)
        history: 2 values replaced in 1 step
        history: removed from the config: container_config
        warning: layer 2: "usr/lib/a": path occurs twice in one layer; the last one counts (Docker and podman refuse such layers)
        warning: the manifest lists the layers in another order than the config; the config's order is used (17 times, this is the first)

        app:small: 3 layers, 1.27 GB → 1 layer, 955 MB (25 % smaller) in 1.8 s
        verified: read back and compared with the source
        written to new.tar, also named registry.example:5000/team/app:small
        """;

    @Test
    void showsLayersTotalsLossesWarningsAndOutcome() {
        assertEquals(NODE_AT_80_COLUMNS, ReportText.text(SampleReports.NODE, OutputLocation.written("new.tar"), 80));
    }

    @Test
    void anotherCompressionIsToldApartFromSquashing() {
        SquashReport report = SampleReports.divided(
                Grouped.NOT,
                new ResultLayer(
                        false, false, false, "", "sha256:d", "sha256:e", "gzip", 955_400_000, true, 955_400_000, 9));
        assertTrue(
                ReportText.text(report, OutputLocation.written("new.tar"), 80).contains("""
                app:small: 3 layers → 1 layer in 1.8 s
                squashed: 1.2 GB → 903 MB before compression (25 % smaller)
                stored: 1.27 GB uncompressed → 955 MB with gzip (25 % smaller)
                verified"""),
                ReportText.text(report, OutputLocation.written("new.tar"), 80));
    }

    @Test
    void sizesOfAnEngineAreThoseThatItShows() {
        OutputLocation docker =
                new OutputLocation("loaded into Docker", "docker-daemon:app:small", false, false, List.of());
        String text = ReportText.text(SampleReports.NODE, docker, 80);
        assertTrue(text.contains("\napp:small: 3 layers, 1.2 GB → 1 layer, 903 MB (25 % smaller) in 1.8 s\n"), text);
    }

    @Test
    void severalNewLayersAreListedWithWhatTheyHold() {
        SquashReport report = SampleReports.divided(
                new Grouped(
                        "package",
                        Optional.of(new AutoChoice(
                                new Candidate(new Grouping.ByPackage(32), 32, seconds(15), seconds(4)),
                                List.of(
                                        new Candidate(Grouping.ONE, 1, seconds(20), seconds(20)),
                                        new Candidate(new Grouping.BySize(8), 8, seconds(14), seconds(14))),
                                400_000_000,
                                296_000_000,
                                312,
                                List.of(Ecosystem.DPKG, Ecosystem.PIP)))),
                SampleReports.newLayer("/bin/sh … /usr/lib/x", 400_000_000),
                SampleReports.newLayer("everything else", 5_000));
        assertTrue(
                ReportText.text(report, OutputLocation.written("new.tar"), 80).contains("""

                    new layer    size  entries  stored     new  holds
                            1  400 MB   40,811  400 MB  400 MB  /bin/sh … /usr/lib/x
                            2    5 kB   40,811    5 kB    5 kB  everything else
                    400 MB, all of it new
                    pull: 400 MB in 1 layer for a machine that has nothing
                    auto: by package in 32 layers; pulls of this image + of the next build: 15.0 s + 4.0 s
                          one layer: 20.0 s + 20.0 s
                          by size in 8 layers: 14.0 s + 14.0 s
                          74 % of 400 MB belong to 312 packages of dpkg, pip

                    app:small"""),
                ReportText.text(report, OutputLocation.written("new.tar"), 80));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void aPushedImageIsToldWhatItsPullCosts() {
        SquashReport report = SampleReports.divided(
                Grouped.NOT,
                new ResultLayer(
                        true, true, true, "", "sha256:b", "sha256:b", "gzip", 300_000_000, true, 800_000_000, 9),
                new ResultLayer(
                        false,
                        false,
                        false,
                        "",
                        "sha256:d",
                        "sha256:e",
                        "zstd:chunked",
                        12_000_000,
                        true,
                        30_000_000,
                        9));
        String text = ReportText.text(
                report, new OutputLocation("pushed to", "reg.example/app:1", true, false, List.of()), 80);
        assertTrue(text.contains("""
                pull: 312 MB in 2 layers for a machine that has nothing, 12 MB in 1 layer for one that has the base
                      less with engines that fetch single files; squash analyze --pull --since IMAGE shows how much
                """), text);
    }

    @Test
    void isTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(
                    NODE_AT_80_COLUMNS, ReportText.text(SampleReports.NODE, OutputLocation.written("new.tar"), 80));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void layerTableKeepsWithinTheTerminal(int columns) {
        ReportText.text(SampleReports.NODE, OutputLocation.written("new.tar"), columns)
                .lines()
                .limit(4)
                .forEach(line -> assertTrue(line.length() <= columns, line));
    }

    @Test
    void wideTerminalShowsWholeSteps() {
        String text = ReportText.text(SampleReports.NODE, OutputLocation.written("new.tar"), 200);
        assertTrue(text.contains("RUN apt-get update && apt-get install -y gcc\n"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 500, '1 layer, 1 kB → 1 layer, 500 B (50 % smaller)'",
        "1000, 1030, '1 layer, 1 kB → 1 layer, 1.03 kB (3 % larger)'",
        "1000, 999, '1 layer, 1 kB → 1 layer, 999 B (less than 1 % smaller)'",
        "1000, 1000, '1 layer, 1 kB → 1 layer, 1 kB (same size)'",
        "0, 20, '1 layer, 0 B → 1 layer, 20 B (20 B larger)'"
    })
    void outcomeSaysHowTheSizeChanged(long before, long after, String expected) {
        String text = ReportText.text(SampleReports.ofSizes(before, after), OutputLocation.written("new.tar"), 80);
        assertTrue(
                text.endsWith(
                        "old.tar: " + expected + " in 2 min 5 s\nnot verified (--no-verify)\nwritten to new.tar\n"),
                text);
    }
}
