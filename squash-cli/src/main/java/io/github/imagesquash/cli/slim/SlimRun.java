// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.slim;

import io.github.imagesquash.ImageSlimming;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.option.SlimChoices;
import io.github.imagesquash.cli.run.CommandRun;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.report.SlimReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SlimRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** One judgement. */
record SlimRun(SlimCommand command, Shell shell) implements CommandRun<SlimRequest, SlimReport> {

    @Override
    public SlimRequest request() {
        ReadingOptions.Reported options = command.reading;
        OptionValues values = new OptionValues(command.spec.commandLine());
        ReadingValues reading = new ReadingValues(values, shell);
        InputImage input =
                reading.input("IMAGE", command.argument.image, "docker save app:1 | squash slim -", options.registries);
        SelectionOptions selection = options.selection;
        return new SlimRequest(
                input.source(),
                input.selection(selection.image, selection.platform, selection.trust),
                reading.settings(options.replay, options.resources),
                new SlimChoices(command.needs, values).options(),
                command.explained);
    }

    @Override
    public SlimReport run(SlimRequest request, ProgressListener progress) throws IOException {
        return ImageSlimming.run(request, progress);
    }

    @Override
    public void writeJson(SlimRequest request, SlimReport report, Writer out) throws IOException {
        SlimJson.write(report, out);
    }

    @Override
    public void writeText(SlimRequest request, SlimReport report, Writer out, PrintWriter err) throws IOException {
        WarningLines.of(report.warnings()).forEach(err::println);
        out.write(SlimText.text(report, shell.tableColumns(false)));
    }
}
