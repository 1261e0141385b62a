// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ResultOptions;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.text.AfterSuccessException;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.html.HtmlReport;
import io.github.imagesquash.html.ReportContent;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.write.OutputFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result files of a run. They are created before the run, so that it fails at once if one cannot be written, and
 * get their names after it.
 *
 * @param <R> the run's report
 */
public final class ResultFiles<R> implements AutoCloseable {
    private final List<Pending<R>> files;

    private ResultFiles(List<Pending<R>> files) {
        this.files = files;
    }

    /** The content of a file. */
    @FunctionalInterface
    private interface Content<R> {
        public void write(R report, Writer out) throws IOException;
    }

    private record Wanted<R>(String option, Path path, Content<R> content) {}

    private record Pending<R>(Path path, OutputFile file, Content<R> content) {}

    /** No files, for a command without options for them. */
    static <R> ResultFiles<R> none() {
        return new ResultFiles<>(List.of());
    }

    /** The files of a run of squash. */
    public static ResultFiles<RunReport> of(
            ResultOptions.Squashed options, boolean sync, FileClaims claims, OptionValues values) throws IOException {
        Plan<RunReport> plan = new Plan<>(claims, values, sync);
        plan.addDigests(options, ResultDigests::ofRun);
        plan.addPage(options.page, (report, out) -> {
            switch (report) {
                case SquashReport image -> HtmlReport.write(ReportContent.of(image, program()), out);
                case IndexReport _, BundleReport _ -> throw new IllegalStateException("a page on several images");
            }
        });
        return plan.begin();
    }

    /** The files of an analysis. */
    public static ResultFiles<AnalysisReport> ofAnalysis(String page, FileClaims claims, OptionValues values)
            throws IOException {
        Plan<AnalysisReport> plan = new Plan<>(claims, values, true);
        plan.addPage(page, (report, out) -> HtmlReport.write(ReportContent.of(report, program()), out));
        return plan.begin();
    }

    /** The files of a rebase. */
    public static ResultFiles<RebaseReport> ofRebase(
            ResultOptions options, boolean sync, FileClaims claims, OptionValues values) throws IOException {
        Plan<RebaseReport> plan = new Plan<>(claims, values, sync);
        plan.addDigests(options, ResultDigests::of);
        return plan.begin();
    }

    private static String program() {
        return "squash " + Version.number();
    }

    /**
     * Writes the files and gives them their names; if one fails, the others are written nevertheless.
     *
     * @param placed the place of the new image, if there is one
     * @throws AfterSuccessException if there is a new image, but not all of the files; it names the missing ones
     */
    void write(R report, Optional<OutputLocation> placed) throws IOException {
        List<String> missing = new ArrayList<>();
        List<IOException> failures = new ArrayList<>();
        for (Pending<R> pending : files) {
            try {
                write(pending, report);
            } catch (IOException e) {
                missing.add(pending.path().toString());
                failures.add(e);
            }
        }
        if (failures.isEmpty()) {
            return;
        }
        String undone = String.join(" and ", missing) + (missing.size() == 1 ? " was" : " were") + " not written";
        throw placed.<IOException>map(there -> new AfterSuccessException(there, undone, failures.getFirst()))
                .orElse(failures.getFirst());
    }

    private static <R> void write(Pending<R> pending, R report) throws IOException {
        // Not closed: that closes the channel, which commit does.
        Writer out = new BufferedWriter(
                new OutputStreamWriter(Channels.newOutputStream(pending.file().channel()), StandardCharsets.UTF_8));
        pending.content().write(report, out);
        out.flush();
        pending.file().commit();
    }

    @Override
    public void close() throws IOException {
        close(files);
    }

    private static <R> void close(List<Pending<R>> files) throws IOException {
        for (Pending<R> pending : files) {
            pending.file().close();
        }
    }

    /** The requested files, before any is created. */
    private record Plan<R>(FileClaims claims, OptionValues values, boolean sync, List<Wanted<R>> wanted) {
        Plan(FileClaims claims, OptionValues values, boolean sync) {
            this(claims, values, sync, new ArrayList<>());
        }

        void addDigests(ResultOptions options, Function<R, ResultDigests> result) {
            add(
                    "--digest-file",
                    options.digestFile,
                    (report, out) -> out.write(result.apply(report).descriptor().digest() + "\n"));
            add(
                    "--metadata-file",
                    options.metadataFile,
                    (report, out) -> out.write(MetadataJson.text(result.apply(report))));
        }

        void addPage(String path, Content<R> content) {
            if (path.equals("-")) {
                throw values.wrongUsage("--report requires a file; \"-\" is not a file");
            }
            add("--report", path, content);
        }

        private void add(String option, String path, Content<R> content) {
            if (!path.isEmpty()) {
                wanted.add(new Wanted<>(option, values.parse(option, path, Path::of), content));
            }
        }

        ResultFiles<R> begin() throws IOException {
            wanted.forEach(one -> claims.written(one.option(), one.path()));
            claims.requireApart();
            List<Pending<R>> files = new ArrayList<>();
            try {
                for (Wanted<R> one : wanted) {
                    files.add(new Pending<>(one.path(), new OutputFile(one.path(), sync), one.content()));
                }
            } catch (IOException | RuntimeException e) {
                close(files);
                throw e;
            }
            return new ResultFiles<>(files);
        }
    }
}
