// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.cat;

import io.github.imagesquash.ImageContents;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.run.ProgressDisplay;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.files.TypedPath;
import io.github.imagesquash.request.ContentsRequest;
import java.io.IOException;

/** One output of files. */
record CatRun(CatCommand command, OptionValues values, Shell shell) {

    /** Prints the files and returns the exit code. */
    int run() throws IOException {
        ProgressDisplay progress = ProgressDisplay.of(command.display, shell, values);
        ContentsRequest request = request();
        try (ProgressBars bars = progress.bars()) {
            ImageContents.run(request, shell.out(), bars);
        }
        return ExitCode.DONE.code();
    }

    private ContentsRequest request() {
        ReadingOptions options = command.reading;
        ReadingValues reading = new ReadingValues(values, shell);
        InputImage input = reading.input(
                "IMAGE", command.image, "docker save app:1 | squash cat - /etc/os-release", options.registries);
        SelectionOptions selection = options.selection;
        return new ContentsRequest(
                input.source(),
                input.selection(selection.image, selection.platform, selection.trust),
                reading.settings(options.replay, options.resources),
                command.paths.stream().map(TypedPath::new).toList());
    }
}
