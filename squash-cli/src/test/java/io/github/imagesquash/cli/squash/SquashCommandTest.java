// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.SampleReports;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.Preferences;
import io.github.imagesquash.read.Preferences.Trust;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ReplayRules;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquashCommandTest {
    private static CliRun squash(String... options) {
        return Cli.PLAIN.run(Stream.concat(Stream.of("old.tar", "-o", "new.tar"), Stream.of(options))
                .toArray(String[]::new));
    }

    private static SquashRequest requestOf(String... options) {
        return squash(options).request();
    }

    @Nested
    class Request {
        @Test
        void withoutOptionsIsTheLibrarysDefault() {
            assertEquals(
                    SquashRequest.of(
                            new Source.Archive(Path.of("old.tar")), new Destination.Archive(Path.of("new.tar"))),
                    requestOf());
        }

        @Test
        void dashReadsStandardInput() {
            Source source = Cli.PLAIN.run("-", "-o", "new.tar").request().source();
            assertEquals(
                    "standard input",
                    assertInstanceOf(Source.Stream.class, source).name());
        }

        @Test
        void dashWritesStandardOutput() {
            CliRun run = Cli.PLAIN.run("old.tar", "-o", "-");
            assertInstanceOf(Destination.Stream.class, run.request().destination());
        }

        @Test
        void takesSeveralTags() {
            assertEquals(
                    List.of(Reference.parse("app:small"), Reference.parse("localhost:5000/app:2")),
                    requestOf("-t", "app:small", "--tag=localhost:5000/app:2").tags());
        }

        @Test
        void selectsByNamePlatformAndTrust() {
            assertEquals(
                    new Selection.OneImage(new WantedImage(Optional.of("app:1"), Preferences.trusting(Trust.DOCKER))
                            .on(new Platform("linux", "arm64", "v8"))),
                    requestOf("--image", "app:1", "--platform", "linux/arm64/v8", "--trust", "docker")
                            .selection());
            assertEquals(
                    new Selection.OneImage(
                            new WantedImage(Optional.empty(), Preferences.trusting(Trust.OCI)).on(Platform.ANY)),
                    requestOf("--trust", "oci").selection());
        }

        @ParameterizedTest
        @CsvSource({"none,NONE,0", "gzip,GZIP,6", "zstd,ZSTD,3"})
        void compressesAtTheDefaultLevel(String typed, Compression compression, int level) {
            assertEquals(
                    new Encoding.Chosen(compression, level),
                    requestOf("-c", typed).encoding());
        }

        @Test
        void compressesAtTheLevelAskedFor() {
            assertEquals(
                    new Encoding.Chosen(Compression.ZSTD, 19),
                    requestOf("--compression", "zstd", "--level", "19").encoding());
        }

        @ParameterizedTest
        @CsvSource({"-c zstd:chunked,3", "-c zstd:chunked:9,9", "--compression zstd:chunked --level 19,19"})
        void compressesInFramesOfFiles(String typed, int level) {
            assertEquals(
                    new Encoding.Chunked(level), requestOf(typed.split(" ")).encoding());
        }

        @Test
        void followsSymbolicLinksAndForgivesOnlyWhenAsked() {
            assertEquals(
                    new ReplayRules(SymlinkParents.FOLLOW, true),
                    requestOf("--symlink-parents", "follow", "--lenient")
                            .settings()
                            .replay());
            assertEquals(
                    ReplayRules.STRICT,
                    requestOf("--symlink-parents", "overlay").settings().replay());
        }

        @Test
        void readsTheResultBackUnlessTold() {
            assertTrue(requestOf().verify());
            assertTrue(requestOf("--verify").verify());
            assertFalse(requestOf("--no-verify").verify());
            assertFalse(requestOf("--no-sync").sync());
            assertTrue(requestOf().sync());
        }

        @Test
        void raisesLimits() {
            assertEquals(
                    new Limits(100L << 30, 20_000_000),
                    requestOf("--max-size", "100GiB", "--max-entries", "20000000")
                            .settings()
                            .limits());
            assertEquals(
                    new Limits(500_000_000, Limits.DEFAULT.maxEntries(), Limits.DEFAULT.maxMetadata()),
                    requestOf("--max-size", "500MB").settings().limits());
            assertEquals(
                    new Limits(Limits.DEFAULT.maxBytes(), Limits.DEFAULT.maxEntries(), 64 << 20),
                    requestOf("--max-metadata", "64MiB").settings().limits());
        }

        @Test
        void worksInTheDirectoryAndThreadsGiven(@TempDir Path directory) {
            SquashRequest request = requestOf("--temp-dir", directory.toString(), "--threads", "3");
            assertEquals(directory, request.settings().temporaryDirectory());
            assertEquals(3, request.settings().threads());
        }
    }

    @Nested
    class Timestamp {
        private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

        @ParameterizedTest
        @ValueSource(strings = {"1769860800", "2026-01-31T12:00:00Z", "2026-01-31T13:00:00+01:00"})
        void isSecondsOrRfc3339(String typed) {
            assertEquals(NOON, requestOf("--timestamp", typed).latest());
        }

        @Test
        void comesFromSourceDateEpochElse() {
            Cli cli = Cli.PLAIN.withVariable("SOURCE_DATE_EPOCH", "1769860800");
            assertEquals(NOON, cli.run("old.tar", "-o", "new.tar").request().latest());
        }

        @Test
        void goesBeforeSourceDateEpoch() {
            Cli cli = Cli.PLAIN.withVariable("SOURCE_DATE_EPOCH", "1");
            CliRun run = cli.run("old.tar", "-o", "new.tar", "--timestamp", "1769860800");
            assertEquals(NOON, run.request().latest());
        }

        @Test
        void isNoneWhereSourceDateEpochIsEmpty() {
            Cli cli = Cli.PLAIN.withVariable("SOURCE_DATE_EPOCH", "");
            assertEquals(
                    Instant.MAX, cli.run("old.tar", "-o", "new.tar").request().latest());
        }

        @ParameterizedTest
        @ValueSource(strings = {"yesterday", "-1", "1.5", "2026-01-31T12:00:00Z"})
        void isRefusedFromSourceDateEpochUnlessSeconds(String value) {
            CliRun run = Cli.PLAIN.withVariable("SOURCE_DATE_EPOCH", value).run("old.tar", "-o", "new.tar");
            assertEquals(
                    "squash: SOURCE_DATE_EPOCH in the environment: \"" + value
                            + "\" is not a number of seconds since 1970, at most 253402300799",
                    run.refusal(2));
        }
    }

    @Nested
    class Display {
        @Test
        void summaryGoesToStandardOutput() {
            CliRun run = squash();
            assertTrue(
                    run.out().endsWith("written to new.tar, also named registry.example:5000/team/app:small\n"),
                    run.out());
            assertEquals("", run.err());
        }

        @Test
        void summaryGivesWayToTheArchive() {
            CliRun run = Cli.PLAIN.run("old.tar", "-o", "-");
            assertEquals("", run.out());
            assertTrue(run.err().contains("written to standard output"), run.err());
        }

        @Test
        void quietPrintsNothing() {
            CliRun run = squash("--quiet", "--progress", "always");
            assertEquals(List.of(0, "", ""), List.of(run.exitCode(), run.out(), run.err()));
        }

        @Test
        void jsonReplacesTheSummary() throws Exception {
            CliRun run = squash("--json");
            assertEquals(ReportJson.text(SampleReports.NODE, OutputLocation.written("new.tar")), run.out());
            assertEquals("", run.err());
        }
    }
}
