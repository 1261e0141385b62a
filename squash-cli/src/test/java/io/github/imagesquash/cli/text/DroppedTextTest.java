// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.report.SquashReport.Dropped;
import io.github.imagesquash.report.SquashReport.Hidden;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DroppedTextTest {
    private static Dropped dropped(String name, long paths, long bytes) {
        return new Dropped(name, "--exclude", paths, bytes, List.of());
    }

    private static String text(List<Dropped> dropped) {
        return String.join("\n", DroppedText.lines(dropped, 80));
    }

    @Test
    void nothingLeftOutIsNotWorthALine() {
        assertEquals("", text(List.of()));
    }

    @Test
    void reasonsComeLargestFirstWithASum() {
        assertEquals("""
                left out     size  for
                   2,000  1.46 GB  **/*.a (--exclude)
                       1    312 B  *.md (--exclude)
                   2,001  1.46 GB  all (2 reasons)""", text(List.of(dropped("*.md", 1, 312), dropped("**/*.a", 2000, 1_460_000_000))));
    }

    @Test
    void patternThatFitsNothingIsMentioned() {
        assertEquals("note: nothing matches /otp/** (--exclude)", text(List.of(dropped("/otp/**", 0, 0))));
    }

    @Test
    void whatKeptLayersStillHoldIsWarnedOf() {
        assertEquals(List.of(), DroppedText.hidden(Hidden.NOTHING));
        assertEquals(
                List.of("warning: 2 files (3.4 MB) left out are only hidden: kept layers still contain them"),
                DroppedText.hidden(new Hidden(2, 3_400_000)));
        assertEquals(
                List.of("warning: 1 file (3 B) left out is only hidden: kept layers still contain it"),
                DroppedText.hidden(new Hidden(1, 3)));
    }

    @Test
    void smallReasonsShareALine() {
        List<Dropped> many = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> dropped("p" + i, 1, i))
                .toList();
        List<String> lines = DroppedText.lines(many, 80);
        assertEquals(13, lines.size());
        assertEquals("       1  12 B  p12 (--exclude)", lines.get(1));
        assertEquals("       2   3 B  other reasons (--json lists them)", lines.get(11));
        assertEquals("      12  78 B  all (12 reasons)", lines.get(12));
    }
}
