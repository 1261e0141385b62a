// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.cli.browse.Key.Kind;
import io.github.imagesquash.cli.browse.Views.View;
import io.github.imagesquash.filter.ExactPattern;
import io.github.imagesquash.report.AnalysisReport;
import java.util.List;
import java.util.OptionalInt;

/** Everything that a user of {@code squash browse} has done so far. A key changes it, and {@link BrowserScreen} shows it. */
final class Browser {
    private final BrowsedImage image;
    private final MarksFile file;
    private final Views views;
    private final Marks marks;
    private Prompt prompt = new Prompt.None();
    private String message = "";
    private boolean helping;
    private boolean done;

    /** @param file writes the marks */
    Browser(AnalysisReport report, MarksFile file) {
        this(BrowsedImage.of(report), report.analysis(), file);
    }

    Browser(BrowsedImage image, ImageAnalysis analysis, MarksFile file) {
        PathTree tree = PathTreeBuilder.of(analysis);
        this.image = image;
        this.file = file;
        this.views = new Views(tree, analysis);
        this.marks = new Marks(tree);
    }

    BrowsedImage image() {
        return image;
    }

    Views views() {
        return views;
    }

    Marks marks() {
        return marks;
    }

    Prompt prompt() {
        return prompt;
    }

    /** What the last key has to say; empty if nothing. */
    String message() {
        return message;
    }

    boolean isHelping() {
        return helping;
    }

    /** Whether the user wants to leave. */
    boolean isDone() {
        return done;
    }

    /** As if the user wanted to leave. */
    void leave() {
        done = true;
    }

    /** Does what a key means. */
    void press(Key key) {
        message = "";
        if (helping) {
            helping = false;
            return;
        }
        switch (prompt) {
            case Prompt.None _ -> command(key);
            case Prompt.Filter _ -> typeFilter(key);
            case Prompt.FileName(String typed) -> typeFileName(key, typed);
        }
    }

    private void command(Key key) {
        switch (key.character()) {
            case 'q' -> done = true;
            case '?' -> helping = true;
            case '1', '2', '3' -> views.show(View.values()[key.character() - '1']);
            case '/' -> prompt = new Prompt.Filter();
            case 's' -> views.sort();
            case 'r' -> views.nextContent();
            case ' ' -> mark();
            case 'w' -> askForFile();
            default -> move(key.asMove().kind());
        }
    }

    private void move(Kind key) {
        switch (key) {
            case TAB -> views.turn(1);
            case BACK_TAB -> views.turn(-1);
            case ESCAPE -> views.widen();
            default -> views.press(key);
        }
    }

    private void mark() {
        FilesView files = views.files();
        OptionalInt chosen = views.view() == View.FILES ? files.chosen() : OptionalInt.empty();
        if (chosen.isEmpty()) {
            return;
        }
        int node = chosen.getAsInt();
        if (!marks.has(node) && marks.covers(node)) {
            message = "a directory above it is marked";
        } else if (!files.tree().isVisible(node)) {
            message = "squash leaves it out anyway: no container sees it";
        } else {
            marks.toggle(node);
            if (marks.has(node)
                    && files.tree().isDirectory(node)
                    && files.selection().isNarrow()) {
                message = "marked with everything below it, also what is not listed here";
            }
            views.press(Kind.DOWN);
        }
    }

    private void typeFilter(Key key) {
        switch (key.kind()) {
            case ENTER, TAB -> prompt = new Prompt.None();
            case ESCAPE -> {
                views.filter("");
                prompt = new Prompt.None();
            }
            case BACKSPACE -> views.filter(shorter(views.filter()));
            case CHARACTER -> views.filter(views.filter() + Character.toString(key.character()));
            default -> views.press(key.kind());
        }
    }

    private void askForFile() {
        if (marks.isEmpty()) {
            message = "nothing is marked; Space marks a path to drop";
        } else {
            prompt = new Prompt.FileName(MarksFile.USUAL_NAME);
        }
    }

    private void typeFileName(Key key, String typed) {
        switch (key.kind()) {
            case ENTER -> {
                MarksFile.Result result = file.write(typed, lines());
                message = result.message();
                prompt = result.isWritten() ? new Prompt.None() : prompt;
            }
            case ESCAPE -> prompt = new Prompt.None();
            case BACKSPACE -> prompt = new Prompt.FileName(shorter(typed));
            case CHARACTER -> prompt = new Prompt.FileName(typed + Character.toString(key.character()));
            default -> {}
        }
    }

    private List<String> lines() {
        return marks.patterns().stream().map(ExactPattern::text).toList();
    }

    private static String shorter(String text) {
        return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
}
