// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.browse.Views.View;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.message.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * What a screen shows: the image and the views, what is listed, the rows, the marks, and the keys or what is typed.
 *
 * @param text the lines' width
 * @param height the number of lines
 */
record BrowserScreen(ScreenText text, int height) {
    static final int LEAST_COLUMNS = 60;
    static final int LEAST_LINES = 10;

    private static final int AROUND_ROWS = 5;
    private static final String KEYS = "Space mark  / filter  r show  s sort  w write  Tab view  ? help  q quit";
    private static final String FEWER_KEYS = "Space mark  / filter  Tab view  ? help  q quit";

    boolean isTooSmall() {
        return text.columns() < LEAST_COLUMNS || height < LEAST_LINES;
    }

    /** The number of rows of a list that there is room for. */
    int rows() {
        return height - AROUND_ROWS;
    }

    /** All lines, as many as the screen has. */
    List<AttributedString> lines(Browser browser) {
        if (isTooSmall()) {
            return filled(Stream.of(
                            "This terminal has " + text.columns() + " columns and " + height + " lines.",
                            "Make it at least " + LEAST_COLUMNS + " x " + LEAST_LINES + "; q quits.")
                    .map(line -> text.line(line, ScreenText.PLAIN))
                    .toList());
        }
        List<AttributedString> lines = new ArrayList<>();
        lines.add(title(browser));
        lines.add(text.line(" " + listed(browser), filter(browser), ScreenText.PLAIN));
        lines.addAll(browser.isHelping() ? HelpLines.of(text) : rows(browser));
        List<AttributedString> shown = new ArrayList<>(filled(lines).subList(0, height - 2));
        shown.add(text.line(" " + marked(browser), text.colour(AttributedStyle.YELLOW)));
        shown.add(lastLine(browser));
        return shown;
    }

    private List<AttributedString> filled(List<AttributedString> lines) {
        List<AttributedString> filled = new ArrayList<>(lines);
        while (filled.size() < height) {
            filled.add(text.line("", ScreenText.PLAIN));
        }
        return filled.subList(0, height);
    }

    private AttributedString title(Browser browser) {
        String views = Stream.of(View.values())
                .map(view -> (view == browser.views().view() ? "[" : " ")
                        + (view.ordinal() + 1)
                        + " "
                        + view.title()
                        + (view == browser.views().view() ? "]" : " "))
                .collect(Collectors.joining());
        BrowsedImage image = browser.image();
        String figures = Printable.of(image.name()) + "  " + image.platform();
        return text.line(" " + figures, views, ScreenText.CHOSEN);
    }

    private static String listed(Browser browser) {
        return switch (browser.views().view()) {
            case FILES -> {
                FilesView files = browser.views().files();
                Selection selection = files.selection();
                String scope = selection.scope().equals(Scope.EVERYTHING) ? "" : selection.scope() + ": ";
                yield scope
                        + selection.content()
                        + ", "
                        + ByteSizes.text(files.rows().totals().size(PathTree.ROOT))
                        + ", "
                        + files.order();
            }
            case LAYERS -> browser.views().layers().rows().size() + " layers; Enter lists the files of one";
            case PACKAGES ->
                browser.views()
                        .table()
                        .map(table -> table.rows().size() + " packages; Enter lists the files of one")
                        .orElse("packages");
        };
    }

    private static String filter(Browser browser) {
        boolean typing = browser.prompt() instanceof Prompt.Filter;
        return typing || !browser.views().filter().isEmpty()
                ? "/" + Printable.of(browser.views().filter()) + (typing ? "_" : "")
                : "";
    }

    private List<AttributedString> rows(Browser browser) {
        if (browser.views().view() == View.FILES) {
            return new FileLines(text, browser.views().files(), browser.marks()).lines(rows());
        }
        return browser.views()
                .table()
                .map(this::tableRows)
                .orElseGet(() -> List.of(text.line(
                        " "
                                + switch (browser.views().packages()) {
                                    case PackageList.Failed(String reason) -> Printable.of(reason);
                                    case PackageList.Listed _, PackageList.Reading _, PackageList.Unread _ ->
                                        "reading the image's package databases…";
                                },
                        ScreenText.PLAIN)));
    }

    private List<AttributedString> tableRows(TableView table) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(text.line(table.header(), ScreenText.STRONG));
        ListCursor cursor = table.cursor();
        cursor.scroll(table.rows().size(), rows());
        for (int row = cursor.top(); row < Math.min(table.rows().size(), cursor.top() + rows()); row++) {
            lines.add(text.line(
                    table.rows().get(row).cells(), row == cursor.at() ? ScreenText.CHOSEN : ScreenText.PLAIN));
        }
        if (table.rows().isEmpty()) {
            lines.add(text.line(" nothing matches", ScreenText.PLAIN));
        }
        return lines;
    }

    private static String marked(Browser browser) {
        BrowsedImage image = browser.image();
        String anyway = image.reclaimableBytes() > 0
                ? "squashing alone saves " + ByteSizes.text(image.reclaimableBytes())
                : "squashing alone saves nothing";
        Marks marks = browser.marks();
        if (marks.isEmpty()) {
            return "nothing marked; " + anyway;
        }
        String paths = marks.count() == 1 ? "1 path" : marks.count() + " paths";
        return paths + " marked, dropping saves " + ByteSizes.text(marks.savedBytes()) + "; " + anyway;
    }

    private AttributedString lastLine(Browser browser) {
        if (browser.prompt() instanceof Prompt.FileName(String typed)) {
            String problem = browser.message().isEmpty() ? "" : browser.message() + ": ";
            return text.line(" " + Printable.of(problem + "write the marks to: " + typed) + "_", ScreenText.STRONG);
        }
        if (!browser.message().isEmpty()) {
            return text.line(" " + Printable.of(browser.message()), ScreenText.STRONG);
        }
        if (browser.prompt() instanceof Prompt.Filter) {
            return text.line(" type to filter  Enter keep the filter  Esc list everything", ScreenText.CHOSEN);
        }
        return text.line(" " + (text.columns() > KEYS.length() ? KEYS : FEWER_KEYS), ScreenText.CHOSEN);
    }
}
