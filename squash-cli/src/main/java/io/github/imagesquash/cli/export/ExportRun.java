// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.export;

import io.github.imagesquash.ImageExport;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.Filters;
import io.github.imagesquash.cli.option.ImageName;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.run.FileClaims;
import io.github.imagesquash.cli.run.ProgressDisplay;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.DroppedText;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.report.ExportReport;
import io.github.imagesquash.request.ExportRequest;
import io.github.imagesquash.request.ExportTarget;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One export. */
record ExportRun(ExportCommand command, OptionValues values, Shell shell) {
    private static final String STANDARD_OUTPUT = "-";

    /** Writes the file system and returns the exit code. */
    int run() throws IOException {
        ProgressDisplay progress = ProgressDisplay.of(command.display, shell, values);
        ExportRequest request = request();
        ExportReport report;
        try (ProgressBars bars = progress.bars()) {
            report = ImageExport.run(request, bars);
        }
        if (!command.display.quiet) {
            String text = String.join("\n", lines(report, request.target())) + "\n";
            shell.print(text, request.target() instanceof ExportTarget.TarStream);
        }
        return ExitCode.DONE.code();
    }

    private ExportRequest request() {
        ReadingOptions options = command.reading;
        ReadingValues reading = new ReadingValues(values, shell);
        InputImage input = reading.input(
                "IMAGE", command.image, "docker save app:1 | squash export - -o rootfs.tar", options.registries);
        Source source = input.source();
        ExportTarget target = target();
        requireApart(source, target);
        SelectionOptions selection = options.selection;
        return new ExportRequest(
                source,
                input.selection(selection.image, selection.platform, selection.trust),
                reading.settings(options.replay, options.resources),
                new Filters(command.filter, values).filter(source),
                target);
    }

    /** Refuses a tar over a file that is read; a directory has to be new. */
    private void requireApart(Source source, ExportTarget target) {
        FileClaims claims = new FileClaims(values);
        claims.read("IMAGE", source);
        claims.read("--rules", command.filter.rules);
        claims.read("--exclude-from", command.filter.excludedFrom);
        claims.readCredentials(command.reading.registries);
        switch (target) {
            case ExportTarget.TarFile(Path path) -> claims.written("--output", path);
            case ExportTarget.TarStream _ -> claims.writtenToStandardOutput();
            case ExportTarget.NewDirectory _ -> {}
        }
        claims.requireApart();
    }

    private ExportTarget target() {
        if (!command.directory.isEmpty()) {
            if (!command.output.isEmpty()) {
                throw values.wrongUsage("-o and --to-directory exclude each other");
            }
            return new ExportTarget.NewDirectory(values.parse("--to-directory", command.directory, ImageName::ofFile));
        }
        if (!command.output.isEmpty() && !command.output.equals(STANDARD_OUTPUT)) {
            return new ExportTarget.TarFile(values.parse("--output", command.output, ImageName::ofFile));
        }
        if (shell.terminals().output()) {
            throw values.wrongUsage(
                    command.output.isEmpty()
                            ? "the tar has no destination: add -o FILE, or redirect the output"
                            : "-o - would write a tar to the terminal: use -o FILE, or redirect the output");
        }
        return new ExportTarget.TarStream(shell.out());
    }

    private List<String> lines(ExportReport report, ExportTarget target) {
        List<String> lines = new ArrayList<>(WarningLines.of(report.warnings()));
        if (report.unprivileged() > 0) {
            lines.add("warning: " + Numbers.count(report.unprivileged())
                    + " devices and extended attributes are left out, because only root can create them");
        }
        lines.addAll(DroppedText.lines(report.dropped(), shell.tableColumns(target instanceof ExportTarget.TarStream)));
        lines.add(name(target) + ": " + Numbers.counted(report.entries(), "entry", "entries") + ", "
                + ByteSizes.text(report.contentBytes()) + " of content, from " + report.source() + " ("
                + report.platform() + ")");
        return lines;
    }

    private static String name(ExportTarget target) {
        return switch (target) {
            case ExportTarget.TarFile(Path path) -> path.toString();
            case ExportTarget.NewDirectory(Path path) -> path.toString();
            case ExportTarget.TarStream _ -> "standard output";
        };
    }
}
