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
                        "not kept: 1 layer, less than half of which is in use",
                        "not kept: 1 layer, as there would be too many",
                        "kept, but in use no more: 12 MB, 1.3 % of the image"),
                lines(Outcome.REUSED, 9));
    }

    @Test
    void whyNothingIsKept() {
        assertEquals(
                List.of(
                        "started afresh: 1.3 % of the image would be content of old:1 that is in use no more; 20 % may be"),
                lines(Outcome.MOSTLY_DEAD, 0));
        assertEquals(
                List.of(
                        "started afresh: no layer of old:1 is kept",
                        "not kept: 1 layer, less than half of which is in use",
                        "not kept: 1 layer, as there would be too many"),
                lines(Outcome.NOTHING_LEFT, 0));
        assertEquals(List.of("started afresh: old:1 is not there for this platform"), lines(Outcome.NO_PLATFORM, 0));
    }
}
