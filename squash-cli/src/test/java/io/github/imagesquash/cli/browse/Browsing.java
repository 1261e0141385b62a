// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.browse.Key.Kind;
import io.github.imagesquash.filter.ExactPattern;
import io.github.imagesquash.fixture.Analysing;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.packages.Packages;
import java.util.List;
import org.jline.utils.AttributedString;

/** A browser of an image, with somebody at the keyboard. */
final class Browsing {
    private final Browser browser;
    private final MarksFile file = new MarksFile();
    private int columns = 80;
    private int height = 24;

    private Browsing(LayerBuilder... layers) {
        browser = new Browser(Analysing.analyse(layers).report(), file);
        browser.views().resize(screen().rows());
    }

    static Browsing image(LayerBuilder... layers) {
        return new Browsing(layers);
    }

    /** On a screen of another size. */
    Browsing on(int otherColumns, int otherHeight) {
        columns = otherColumns;
        height = otherHeight;
        browser.views().resize(screen().rows());
        return this;
    }

    /** Types a text. */
    Browsing type(String text) {
        text.codePoints().mapToObj(Key::of).forEach(browser::press);
        return this;
    }

    /** Presses keys that have names. */
    Browsing press(Kind... keys) {
        List.of(keys).forEach(key -> browser.press(Key.of(key)));
        return this;
    }

    Browsing withPackages(Packages packages) {
        browser.views().packagesRead(packages);
        return this;
    }

    Browser browser() {
        return browser;
    }

    /** What the screen shows: each line without the spaces at its end. */
    List<String> lines() {
        return attributed().stream()
                .map(line -> line.toString().stripTrailing())
                .toList();
    }

    List<AttributedString> attributed() {
        return screen().lines(browser);
    }

    /** The lines of the list, below its header. */
    List<String> rows() {
        return lines().subList(3, height - 2).stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The listed paths as they are shown, without sizes. */
    List<String> paths() {
        return rows().stream().map(row -> row.substring(29)).toList();
    }

    /** The line about the marks. */
    String marked() {
        return lines().get(height - 2).strip();
    }

    /** The last line: keys, a message or what is typed. */
    String lastLine() {
        return lines().get(height - 1).strip();
    }

    /** The patterns for the marked paths. */
    List<String> patterns() {
        return browser.marks().patterns().stream().map(ExactPattern::text).toList();
    }

    private BrowserScreen screen() {
        return new BrowserScreen(new ScreenText(columns, true), height);
    }
}
