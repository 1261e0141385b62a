// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import io.github.imagesquash.cli.option.DestinationParser;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.OutputArguments;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.Registries;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.rebase.OnConflict;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.Source;
import java.util.List;

/** Turns the options of {@code squash rebase} into a request to the library. */
final class RebaseRequests {
    private final RebaseCommand command;
    private final Shell shell;
    private final OptionValues values;
    private final ReadingValues reading;

    RebaseRequests(RebaseCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
        this.reading = new ReadingValues(values, shell);
    }

    /**
     * The request.
     *
     * @throws picocli.CommandLine.ParameterException if an option's value, or a combination of options, is not valid
     */
    RebaseRequest request() {
        InputImage input = reading.input(
                "IMAGE", command.image, "docker save app:1 | squash rebase … - -o new.tar", command.reading.registries);
        Source source = input.source();
        DestinationParser places = new DestinationParser(arguments(), shell, values);
        Destination destination = places.destination(source);
        SelectionOptions selection = command.reading.selection;
        RebaseOptions options = command.rebase;
        return new RebaseRequest(
                source,
                input.selection(selection.image, selection.platform, selection.trust),
                destination,
                places.tags(destination),
                oldBase(options.oldBase),
                reading.base("--new-base", options.newBase, command.reading.registries),
                options.onConflict.isEmpty()
                        ? OnConflict.FAIL
                        : values.oneOf("--on-conflict", options.onConflict, List.of(OnConflict.values())),
                options.allowConflicts,
                reading.settings(command.reading.replay, command.reading.resources),
                reading.latest(command.time),
                command.dryRun,
                command.verify,
                command.placing.sync);
    }

    private OldBase oldBase(String name) {
        return name.isEmpty()
                ? new OldBase.Annotated(new Registries(command.reading.registries, shell, values).access())
                : new OldBase.Named(reading.base("--old-base", name, command.reading.registries));
    }

    private OutputArguments arguments() {
        return command.placing.arguments(command.reading.display.json, command.reading.registries, false);
    }
}
