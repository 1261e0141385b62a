// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.SampleKept;
import io.github.imagesquash.report.Reuse.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the summary says of a previous image. */
class ReuseTextTest {
    private static List<String> lines(Outcome outcome, int kept) {
        return ReuseText.lines(SampleKept.onPrevious(outcome, kept));
    }

    @Test
    void nothingWhereThereIsNone() {
        assertEquals(List.of(), ReuseText.lines(SampleKept.KEPT));
    }

    @Test
    void whatIsKeptWhatIsNewAndWhy() {
        assertEquals(
                List.of(
                        "reused 9 of 11 layers of old:1: 3.4 MB new for 9 MB of changed files",
                        "not kept: 1 layer: less than half of the content is in use",
                        "not kept: 1 layer: more than --max-layers allows",
                        "unused content in kept layers: 12 MB, 1.3 % of the image"),
                lines(Outcome.REUSED, 9));
    }

    @Test
    void whyNothingIsKept() {
        assertEquals(
                List.of("reused nothing: 1.3 % of the image would be unused content from old:1 (limit 20 %)"),
                lines(Outcome.MOSTLY_UNUSED, 0));
        assertEquals(
                List.of(
                        "reused nothing: no layer of old:1 has enough used content",
                        "not kept: 1 layer: less than half of the content is in use",
                        "not kept: 1 layer: more than --max-layers allows"),
                lines(Outcome.NOTHING_REUSABLE, 0));
        assertEquals(List.of("reused nothing: old:1 does not exist for this platform"), lines(Outcome.NO_PLATFORM, 0));
    }
}
