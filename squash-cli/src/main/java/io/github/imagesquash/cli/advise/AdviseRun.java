// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.advise;

import io.github.imagesquash.ImageAdvice;
import io.github.imagesquash.advise.CheckContext;
import io.github.imagesquash.advise.ComposeFile;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.RuleFiles;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.option.Timestamps;
import io.github.imagesquash.cli.run.ActionLines;
import io.github.imagesquash.cli.run.CommandRun;
import io.github.imagesquash.cli.terminal.AnsiStyle;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.report.AdviceReport;
import io.github.imagesquash.request.AdviceRequest;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.BiFunction;

/** Advice on one image. */
final class AdviseRun implements CommandRun<AdviceRequest, AdviceReport> {
    private final AdviseCommand command;
    private final Shell shell;
    private final OptionValues values;

    AdviseRun(AdviseCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
    }

    @Override
    public AdviceReport run(AdviceRequest request, ProgressListener progress) throws IOException {
        return ImageAdvice.run(request, progress);
    }

    @Override
    public AdviceRequest request() {
        AdviseOptions advice = command.advice;
        CheckContext.Inputs inputs = new CheckContext.Inputs(
                file("--dockerfile", advice.dockerfile, Dockerfile::parse, Dockerfile.NONE),
                file("--compose", advice.compose, ComposeFile::parse, ComposeFile.NONE),
                asOf());
        ReadingValues reading = new ReadingValues(values, shell);
        InputImage input = input();
        SelectionOptions selection = command.reading.selection;
        AnalysisRequest defaults = AnalysisRequest.of(input.source());
        AnalysisRequest image = new AnalysisRequest(
                input.source(),
                input.selection(selection.image, selection.platform, selection.trust),
                reading.settings(command.reading.replay, command.reading.resources),
                defaults.check(),
                defaults.extras());
        return new AdviceRequest(since(image, reading), inputs);
    }

    private AnalysisRequest since(AnalysisRequest image, ReadingValues reading) {
        String since = command.advice.since;
        if (since.isEmpty()) {
            return image;
        }
        if (image.source() instanceof Source.Stream) {
            throw values.wrongUsage("--since: standard input can be read only once; save the image to a file first");
        }
        return image.withSince(reading.base("--since", since, command.reading.registries));
    }

    private InputImage input() {
        return new ReadingValues(values, shell)
                .input(
                        "IMAGE",
                        command.argument.image,
                        "docker save app:1 | squash advise -",
                        command.reading.registries);
    }

    private <T> T file(String option, String name, BiFunction<String, String, T> parser, T none) {
        return name.isEmpty()
                ? none
                : new RuleFiles(values)
                        .read(values.parse(option, name, Path::of), content -> parser.apply(name, content));
    }

    private LocalDate asOf() {
        String epoch = shell.variable("SOURCE_DATE_EPOCH");
        if (!command.advice.asOf.isEmpty()) {
            return values.parse("--as-of", command.advice.asOf, AdviseRun::date);
        }
        Instant now = epoch.isEmpty()
                ? Instant.now()
                : values.parse("SOURCE_DATE_EPOCH in the environment", epoch, Timestamps::parseSeconds);
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a day such as 2026-01-31", e);
        }
    }

    @Override
    public void writeJson(AdviceRequest request, AdviceReport report, Writer out) throws IOException {
        AdviceJson.write(report, input().commands(), out);
    }

    @Override
    public void writeText(AdviceRequest request, AdviceReport report, Writer out, PrintWriter err) throws IOException {
        for (String line : AdviceText.lines(
                report,
                command.advice.all,
                shell.tableColumns(false),
                new ActionLines(input().commands(), AnsiStyle.of(shell)))) {
            out.write(line + "\n");
        }
    }
}
