// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.Analysis;
import io.github.imagesquash.cli.browse.KeyReader.Ended;
import io.github.imagesquash.cli.browse.KeyReader.Nothing;
import io.github.imagesquash.cli.browse.KeyReader.Pressed;
import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.PastedCommand;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.run.ProgressDisplay;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.filter.ExactPattern;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One image, explored until the user leaves. */
final class BrowseRun {
    /** How often the size of the terminal is asked for. */
    private static final long WAIT_MILLIS = 100;

    /** Keys that come this fast, as pasted text does, are shown together. */
    private static final long BURST_MILLIS = 1;

    private final BrowseCommand command;
    private final Shell shell;
    private final OptionValues values;
    private final MarksFile file = new MarksFile();

    BrowseRun(BrowseCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
    }

    ExitCode run() throws IOException {
        requireTerminal();
        ReadingValues reading = new ReadingValues(values, shell);
        InputImage input = reading.input("IMAGE", command.image, "", command.reading.registries);
        AnalysisRequest request = new AnalysisRequest(
                input.source(),
                input.selection(
                        command.reading.selection.image,
                        command.reading.selection.platform,
                        command.reading.selection.trust),
                reading.settings(command.reading.replay, command.reading.resources),
                false,
                Set.of(Extra.NO_SECRETS));
        Browser browser = browser(request);
        try (TerminalScreen screen = TerminalScreen.open();
                PackageReading packages = new PackageReading(request)) {
            explore(browser, screen, packages);
        }
        print(browser, input.commands());
        return ExitCode.DONE;
    }

    private void requireTerminal() {
        if (command.image.equals("-")) {
            throw values.wrongUsage("IMAGE is -, but browse reads keys from standard input: give a file");
        }
        if (!shell.terminals().input() || !shell.terminals().output()) {
            throw values.wrongUsage(
                    "browse needs a terminal; without one, squash analyze shows sizes and squash ls lists files");
        }
        if (List.of("", "dumb").contains(shell.variable("TERM"))) {
            throw values.wrongUsage("browse needs a terminal that can move its cursor, but TERM is \""
                    + shell.variable("TERM") + "\"; squash analyze shows sizes and squash ls lists files on any");
        }
    }

    /** The analysis itself is not kept in memory. */
    private Browser browser(AnalysisRequest request) throws IOException {
        ProgressDisplay progress = ProgressDisplay.of(command.display, shell, values);
        try (ProgressBars bars = progress.bars()) {
            return new Browser(Analysis.run(request, bars), file);
        }
    }

    private void explore(Browser browser, TerminalScreen screen, PackageReading packages) throws IOException {
        KeyReader keys = screen.keys();
        boolean changed = true;
        while (!browser.isDone()) {
            if (browser.views().asksForPackages()) {
                packages.start();
            }
            if (screen.isResized() | packages.tell(browser) | changed) {
                show(browser, screen);
            }
            changed = false;
            long patience = WAIT_MILLIS;
            while (!browser.isDone() && press(keys.read(patience), browser, screen)) {
                changed = true;
                patience = BURST_MILLIS;
            }
        }
    }

    private void show(Browser browser, TerminalScreen screen) {
        BrowserScreen shown = shown(screen);
        browser.views().resize(shown.rows());
        screen.show(shown.lines(browser));
    }

    private BrowserScreen shown(TerminalScreen screen) {
        return new BrowserScreen(new ScreenText(screen.columns(), shell.showsColours()), screen.lines());
    }

    /** Whether a key was pressed. On too small a screen only the key for leaving has a meaning. */
    private boolean press(KeyReader.Result result, Browser browser, TerminalScreen screen) {
        return switch (result) {
            case Pressed(Key key) -> {
                if (!shown(screen).isTooSmall() || key.character() == 'q') {
                    browser.press(key);
                }
                yield true;
            }
            case Nothing _ -> false;
            case Ended _ -> {
                browser.leave();
                yield false;
            }
        };
    }

    /** The command for the marks, to be pasted. */
    private void print(Browser browser, PastedCommand commands) throws IOException {
        if (browser.marks().isEmpty()) {
            return;
        }
        List<ExactPattern> patterns = browser.marks().patterns();
        List<String> lines = patterns.stream().map(ExactPattern::text).toList();
        List<String> exclusions = file.written()
                .filter(written -> written.patterns().equals(lines))
                .map(written -> List.of("--exclude-from", written.file()))
                .orElseGet(() -> lines.stream()
                        .flatMap(pattern -> Stream.of("--exclude", pattern))
                        .toList());
        long others = browser.marks().alsoMatched(patterns);
        if (others > 0) {
            values.warn("? in a pattern stands for a character that cannot be written; the patterns also match "
                    + others + " other paths");
        }
        shell.print(commands.line(exclusions, "small") + "\n", false);
    }
}
