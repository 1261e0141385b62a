// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.PageOptions;
import io.github.imagesquash.cli.option.PastedCommand;
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
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result files of a run. They are created before the run, so that it fails at once if one cannot be written, and
 * get their names after it.
 *
 * @param <R> the run's report
 */
public final class ResultFiles<R> implements AutoCloseable {
    private static final String REPORT = "--report";
    private static final String SUMMARY = "--summary";
    private static final Map<String, String> PAGES = Map.of(REPORT, "page: ", SUMMARY, "summary added to: ");

    private final List<Pending<R>> files;

    private ResultFiles(List<Pending<R>> files) {
        this.files = files;
    }

    /** The content of a file. */
    @FunctionalInterface
    private interface Content<R> {
        public void write(R report, Writer out) throws IOException;
    }

    private record Wanted<R>(String option, Path path, boolean appended, Content<R> content) {}

    private record Pending<R>(String option, Path path, ResultFile file, Content<R> content) {}

    /** No files, for a command without options for them. */
    static <R> ResultFiles<R> none() {
        return new ResultFiles<>(List.of());
    }

    /** The files of a run of squash. */
    public static ResultFiles<RunReport> of(
            ResultOptions options, PageOptions pages, boolean sync, FileClaims claims, OptionValues values)
            throws IOException {
        Plan<RunReport> plan = new Plan<>(claims, values, sync);
        plan.addDigests(options, ResultDigests::ofRun);
        plan.addPages(
                pages,
                report -> switch (report) {
                    case SquashReport image ->
                        ReportContent.of(image, program()).with(values.typed(), List.of());
                    case IndexReport _, BundleReport _ -> throw new IllegalStateException("a page on several images");
                },
                SummaryMarkdown::of);
        return plan.begin();
    }

    /**
     * The files of an analysis.
     *
     * @param verdicts the verdicts on an image
     * @param commands makes the commands of what to do
     */
    public static ResultFiles<AnalysisReport> ofAnalysis(
            PageOptions pages,
            Function<AnalysisReport, List<Gate.Verdict>> verdicts,
            PastedCommand commands,
            FileClaims claims,
            OptionValues values)
            throws IOException {
        Plan<AnalysisReport> plan = new Plan<>(claims, values, true);
        plan.addPages(
                pages,
                report -> ReportContent.of(report, program())
                        .with(values.typed(), PageActions.of(report.actions(), commands)),
                report -> SummaryMarkdown.of(report, verdicts.apply(report), commands));
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
        Writer out = pending.file().writer();
        pending.content().write(report, out);
        out.flush();
        pending.file().commit();
    }

    /** Says which pages for people there are now, a line for each. */
    List<String> written() {
        return files.stream()
                .filter(file -> PAGES.containsKey(file.option()))
                .map(file -> PAGES.get(file.option()) + file.path())
                .toList();
    }

    /** The page for a browser, if there is one. */
    Optional<Path> page() {
        return files.stream()
                .filter(file -> file.option().equals(REPORT))
                .map(Pending::path)
                .findFirst();
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

        void addPages(PageOptions pages, Function<R, ReportContent> content, Function<R, String> summary) {
            requireFile(REPORT, pages.page);
            requireFile(SUMMARY, pages.summary);
            String page = pages.page.isEmpty() && pages.open ? temporaryPage() : pages.page;
            add(REPORT, page, (report, out) -> HtmlReport.write(content.apply(report), out));
            add(SUMMARY, pages.summary, (report, out) -> out.write(summary.apply(report)));
        }

        private void requireFile(String option, String path) {
            if (path.equals("-")) {
                throw values.wrongUsage(option + " requires a file; \"-\" is not a file");
            }
        }

        private static String temporaryPage() {
            String name = "squash-report-" + ProcessHandle.current().pid() + ".html";
            return Path.of(System.getProperty("java.io.tmpdir"), name).toString();
        }

        private void add(String option, String path, Content<R> content) {
            if (!path.isEmpty()) {
                wanted.add(new Wanted<>(option, values.parse(option, path, Path::of), option.equals(SUMMARY), content));
            }
        }

        ResultFiles<R> begin() throws IOException {
            wanted.forEach(one -> claims.written(one.option(), one.path()));
            claims.requireApart();
            List<Pending<R>> files = new ArrayList<>();
            try {
                for (Wanted<R> one : wanted) {
                    files.add(new Pending<>(one.option(), one.path(), open(one), one.content()));
                }
            } catch (IOException | RuntimeException e) {
                close(files);
                throw e;
            }
            return new ResultFiles<>(files);
        }

        private ResultFile open(Wanted<R> file) throws IOException {
            return file.appended()
                    ? ResultFile.Appended.open(file.path())
                    : new ResultFile.Whole(new OutputFile(file.path(), sync));
        }
    }
}
