// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static io.github.imagesquash.cli.SampleReports.NODE;
import static io.github.imagesquash.cli.SampleReports.layer;

import io.github.imagesquash.edit.ScrubbedHistory;
import io.github.imagesquash.report.Growth;
import io.github.imagesquash.report.Growth.Basis;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.Reuse;
import io.github.imagesquash.report.Reuse.Outcome;
import io.github.imagesquash.report.Reuse.Volume;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.report.SquashReport.Grouped;
import io.github.imagesquash.report.SquashReport.Hidden;
import java.util.List;
import java.util.Optional;

/** What runs that keep layers may report. */
public final class SampleKept {
    /** {@link SampleReports#NODE} with its base kept. */
    public static final SquashReport KEPT = new SquashReport(
            NODE.source(),
            NODE.tags(),
            NODE.descriptor(),
            NODE.platform(),
            NODE.before(),
            NODE.after(),
            NODE.layers(),
            List.of(
                    new ResultLayer(
                            true,
                            true,
                            false,
                            "",
                            "sha256:d1",
                            "sha256:k1",
                            "gzip",
                            29_100_000,
                            true,
                            80_000_000,
                            8021),
                    new ResultLayer(
                            false,
                            false,
                            false,
                            "",
                            "sha256:d2",
                            "sha256:n2",
                            "gzip",
                            3_400_000,
                            true,
                            9_000_000,
                            340)),
            Grouped.NOT,
            Optional.empty(),
            NODE.dropped(),
            NODE.flagged(),
            NODE.kept(),
            new Hidden(2, 3_400_000),
            NODE.growth(),
            NODE.reuse(),
            NODE.gates(),
            NODE.edits(),
            NODE.scrubbed(),
            NODE.analysis(),
            NODE.verified(),
            NODE.warnings(),
            NODE.elapsed());

    /** {@link #KEPT}, of which the base was not read. */
    public static final SquashReport UNREAD = new SquashReport(
            NODE.source(),
            NODE.tags(),
            NODE.descriptor(),
            NODE.platform(),
            new ImageSummary(Optional.empty(), "sha256:aa", 2, 1, 340, 8_500_000, 9_000_000, 33_000_000),
            new ImageSummary(Optional.of("sha256:bb"), "sha256:cc", 2, 1, 340, 8_500_000, 9_000_000, 32_500_000),
            List.of(
                    new LayerSummary(1, "sha256:d1", "", "gzip", 29_100_000, false, 0, 0, 0, 0, 0, 0, 0),
                    layer(2, "COPY app /app", 9_000_000, 340, 0, 0, 0, 0, 0)),
            List.of(
                    new ResultLayer(true, true, false, "", "sha256:d1", "sha256:k1", "gzip", 29_100_000, false, 0, 0),
                    KEPT.result().getLast()),
            Grouped.NOT,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Hidden.NOTHING,
            NODE.growth(),
            NODE.reuse(),
            NODE.gates(),
            List.of(),
            ScrubbedHistory.NOTHING,
            NODE.analysis(),
            NODE.verified(),
            List.of(),
            NODE.elapsed());

    private SampleKept() {}

    /** {@link #KEPT}, where a previous image was given, and so many of its 11 layers kept. */
    public static SquashReport onPrevious(Outcome outcome, int kept) {
        Volume reused = new Volume(900_000_000, 950_000_000);
        return new SquashReport(
                KEPT.source(),
                KEPT.tags(),
                KEPT.descriptor(),
                KEPT.platform(),
                KEPT.before(),
                KEPT.after(),
                KEPT.layers(),
                KEPT.result(),
                KEPT.grouping(),
                KEPT.slim(),
                List.of(),
                List.of(),
                List.of(),
                Hidden.NOTHING,
                new Growth(Basis.STORED, 1_270_000_000, 3_400_000),
                new Reuse("old:1", outcome, 11, kept, 1, 1, 0, Volume.NONE, reused, 960_000_000, 9_000_000, 12_000_000),
                KEPT.gates(),
                List.of(),
                ScrubbedHistory.NOTHING,
                KEPT.analysis(),
                KEPT.verified(),
                List.of(),
                KEPT.elapsed());
    }
}
