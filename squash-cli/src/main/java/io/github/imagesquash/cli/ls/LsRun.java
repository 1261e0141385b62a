// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.ls;

import io.github.imagesquash.ImageListing;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.run.CommandRun;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.WarningLines;
import io.github.imagesquash.files.TypedPath;
import io.github.imagesquash.report.ListingReport;
import io.github.imagesquash.request.ListingRequest;
import io.github.imagesquash.request.ProgressListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** One listing. */
record LsRun(LsCommand command, Shell shell) implements CommandRun<ListingRequest, ListingReport> {

    @Override
    public ListingRequest request() {
        ReadingOptions.Reported options = command.reading;
        ReadingValues reading = new ReadingValues(new OptionValues(command.spec.commandLine()), shell);
        InputImage input =
                reading.input("IMAGE", command.image, "docker save app:1 | squash ls - /etc", options.registries);
        SelectionOptions selection = options.selection;
        boolean details = command.listing.details;
        return new ListingRequest(
                input.source(),
                input.selection(selection.image, selection.platform, selection.trust),
                reading.settings(options.replay, options.resources),
                new TypedPath(command.path),
                !details,
                command.listing.recursive,
                details || options.display.json);
    }

    @Override
    public ListingReport run(ListingRequest request, ProgressListener progress) throws IOException {
        return ImageListing.run(request, progress);
    }

    @Override
    public void writeJson(ListingRequest request, ListingReport report, Writer out) throws IOException {
        ListingJson.write(report, out);
    }

    /** There may be many files: they are written one by one, not collected as text. */
    @Override
    public void writeText(ListingRequest request, ListingReport report, Writer out, PrintWriter err)
            throws IOException {
        WarningLines.of(report.warnings()).forEach(err::println);
        boolean names = report.isDirectory() && !request.recursive();
        ListingText text = new ListingText(report.files(), names);
        if (command.listing.details) {
            text.writeDetails(out);
        } else {
            text.write(out);
        }
    }
}
