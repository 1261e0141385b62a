// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.edit.EditedConfig.Applied;
import io.github.imagesquash.edit.ScrubbedHistory;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warning.Kind;
import io.github.imagesquash.message.Warnings.Tally;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.report.Growth;
import io.github.imagesquash.report.Growth.Basis;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.Reuse;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.report.SquashReport.Dropped;
import io.github.imagesquash.report.SquashReport.Grouped;
import io.github.imagesquash.report.SquashReport.Hidden;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reports as a run would make them. */
public final class SampleReports {
    /** Three layers, two of which lost something; one thing left out, two kinds of warnings. */
    public static final SquashReport NODE = new SquashReport(
            "old.tar",
            List.of("docker.io/library/app:small", "registry.example:5000/team/app:small"),
            descriptor("bb"),
            "linux/amd64",
            new ImageSummary(Optional.empty(), "sha256:aa", 3, 0, 50_072, 1_201_000_000, 1_270_000_000, 1_270_000_000),
            new ImageSummary(
                    Optional.of("sha256:bb"), "sha256:cc", 1, 0, 40_811, 903_000_000, 955_400_000, 955_400_000),
            List.of(
                    layer(1, "/bin/sh -c #(nop) ADD file:0c2d in / ", 126_000_000, 8021, 0, 12, 3_400_000, 340, 0),
                    layer(
                            2,
                            "RUN /bin/sh -c apt-get update \t&& apt-get install -y gcc # buildkit",
                            1_140_000_000,
                            42_050,
                            3,
                            0,
                            0,
                            8_901,
                            311_000_000),
                    layer(3, "COPY \u001b[31mapp /app", 4_000_000, 1, 0, 0, 0, 0, 0)),
            List.of(new ResultLayer(
                    false, false, false, "", "sha256:dd", "sha256:ee", "none", 955_400_000, true, 955_400_000, 40_811)),
            Grouped.NOT,
            Optional.empty(),
            List.of(new Dropped(
                    "estargz", "table of contents of the old layers", 1, 12_345, List.of("/stargz.index.json"))),
            List.of(new SquashReport.Flagged("dpkg", "dpkg --verify", 40, 312, "/usr/share/doc/bash/README", "bash")),
            List.of(new SquashReport.Kept("/tmp/agent.jar", "Env JAVA_TOOL_OPTIONS", 1)),
            Hidden.NOTHING,
            new Growth(Basis.STORED, 1_270_000_000, 955_400_000),
            Reuse.NONE,
            List.of(),
            List.of(new Applied("ENV A=b", true), new Applied("UNSET CMD", false)),
            new ScrubbedHistory(1, 2, List.of("container_config")),
            ImageAnalysis.NONE,
            true,
            List.of(
                    new Tally(new Warning(Kind.DUPLICATE_ENTRY, 2, "usr/lib/a"), 1),
                    new Tally(new Warning(Kind.REORDERED_LAYERS, 0, ""), 17)),
            Duration.ofMillis(1834));

    /** An index of two platforms, of which each is as {@link #NODE}. */
    public static final IndexReport INDEX = new IndexReport(
            NODE.source(),
            NODE.tags(),
            descriptor("index"),
            List.of(NODE, NODE),
            List.of(new Tally(new Warning(Kind.ABSENT_PLATFORM, 0, "linux/arm64, linux/s390x"), 1)),
            Duration.ofMillis(3668));

    /** A run whose report is {@link #INDEX}. */
    public static final Cli INDEX_RUN = Cli.PLAIN.withSquasher((_, _) -> INDEX);

    private SampleReports() {}

    /** {@link #NODE} with other sizes of the stored image, in bytes. */
    public static SquashReport ofSizes(long before, long after) {
        return new SquashReport(
                NODE.source(),
                List.of(),
                NODE.descriptor(),
                NODE.platform(),
                new ImageSummary(Optional.empty(), "sha256:aa", 1, 0, 1, before, before, before),
                new ImageSummary(Optional.of("sha256:bb"), "sha256:cc", 1, 0, 1, after, after, after),
                List.of(),
                List.of(),
                Grouped.NOT,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Hidden.NOTHING,
                new Growth(Basis.STORED, before, after),
                NODE.reuse(),
                List.of(),
                List.of(),
                ScrubbedHistory.NOTHING,
                ImageAnalysis.NONE,
                false,
                List.of(),
                Duration.ofSeconds(125));
    }

    /** {@link #NODE} with these layers. */
    public static SquashReport divided(Grouped grouping, ResultLayer... layers) {
        return new SquashReport(
                NODE.source(),
                NODE.tags(),
                NODE.descriptor(),
                NODE.platform(),
                NODE.before(),
                NODE.after(),
                NODE.layers(),
                List.of(layers),
                grouping,
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
    }

    /** A layer of the result. */
    public static ResultLayer newLayer(String holds, long bytes) {
        return new ResultLayer(false, false, false, holds, "sha256:d", "sha256:e", "none", bytes, true, bytes, 40_811);
    }

    private static Descriptor descriptor(String content) {
        return new Descriptor(MediaType.MANIFEST, Digest.sha256Of(content.getBytes(StandardCharsets.US_ASCII)), 406)
                .withPlatform(Platform.parse("linux/amd64"));
    }

    /** A layer of the source, stored as it is. */
    static LayerSummary layer(
            int number,
            String createdBy,
            long bytes,
            long entries,
            long whiteouts,
            long removedEntries,
            long removedBytes,
            long overwrittenEntries,
            long overwrittenBytes) {
        return new LayerSummary(
                number,
                "sha256:d" + number,
                createdBy,
                "none",
                bytes,
                true,
                bytes,
                entries,
                whiteouts,
                removedEntries,
                removedBytes,
                overwrittenEntries,
                overwrittenBytes);
    }
}
