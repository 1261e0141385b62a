// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.analyze.DiveScore;
import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.cli.browse.Key.Kind;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys are answered at once, however many entries the image has. */
class KeySpeedTest {
    private static final int ENTRIES = 500_000;
    private static final int IN_DIRECTORY = 200;
    private static final long MOST_MILLIS = 50;

    @Test
    void keysAreAnsweredWithin50Milliseconds() {
        ImageAnalysis analysis = new ImageAnalysis(List.of(), entries(), List.of(), new DiveScore(1, 0, 0));
        Browser browser = new Browser(new BrowsedImage("old.tar", "linux/amd64", 0), analysis, new MarksFile());
        BrowserScreen screen = new BrowserScreen(new ScreenText(80, true), 24);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (Key key : keys()) {
                long start = threads.getCurrentThreadCpuTime();
                browser.press(key);
                screen.lines(browser);
                nanos.add(threads.getCurrentThreadCpuTime() - start);
            }
        }
        // Processor time, and all keys but a few: the machine has other work, and the first keys run uncompiled code.
        long slow = nanos.stream().sorted().toList().get(nanos.size() * 9 / 10);
        assertTrue(slow < MOST_MILLIS * 1_000_000, nanos::toString);
    }

    private static List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        "/file12".chars().mapToObj(Key::of).forEach(keys::add);
        keys.addAll(List.of(Key.of(Kind.ESCAPE), Key.of(Kind.ENTER), Key.of(Kind.DOWN), Key.of(Kind.ENTER)));
        "s s r r r ".chars().mapToObj(Key::of).forEach(keys::add);
        keys.addAll(List.of(Key.of(Kind.END), Key.of(Kind.PAGE_UP), Key.of(Kind.HOME)));
        return keys;
    }

    private static List<LayerEntry> entries() {
        List<LayerEntry> entries = new ArrayList<>();
        ImagePath modules = ImagePath.ROOT.child(Name.of("node_modules"));
        ImagePath directory = modules;
        for (int i = 0; i < ENTRIES; i++) {
            if (i % IN_DIRECTORY == 0) {
                directory = modules.child(Name.of("package" + i / IN_DIRECTORY));
            }
            Name name = Name.of("file" + i + ".js");
            entries.add(new LayerEntry(directory, name, FileType.FILE, i % 7919, 0, 1, Fate.KEPT));
        }
        return entries;
    }
}
