// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.SampleReports;
import io.github.imagesquash.request.ProgressListener.Advanced;
import io.github.imagesquash.request.ProgressListener.Finished;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {
    private final List<String> shown = new ArrayList<>();

    private ProgressBars bars(Duration delay) {
        return new ProgressBars(delay, (stage, total) -> {
            shown.add("show " + stage + " of " + total);
            return new StageDisplay() {
                @Override
                public void stepTo(long bytes) {
                    shown.add("step to " + bytes);
                }

                @Override
                public void remove() {
                    shown.add("remove");
                }
            };
        });
    }

    @Test
    void eachStageHasItsBar() {
        try (ProgressBars bars = bars(Duration.ZERO)) {
            bars.on(new Started(Stage.READ, 10));
            bars.on(new Advanced(Stage.READ, 4));
            bars.on(new Advanced(Stage.READ, 6));
            bars.on(new Finished(Stage.READ));
            bars.on(new Started(Stage.WRITE, -1));
            bars.on(new Advanced(Stage.WRITE, 1));
            bars.on(new Finished(Stage.WRITE));
        }
        assertEquals(
                List.of(
                        "show READ of 10",
                        "step to 4",
                        "step to 10",
                        "remove",
                        "show WRITE of -1",
                        "step to 1",
                        "remove"),
                shown);
    }

    @Test
    void shortStageShowsNothing() {
        try (ProgressBars bars = bars(Duration.ofDays(1))) {
            bars.on(new Started(Stage.READ, 10));
            bars.on(new Advanced(Stage.READ, 10));
            bars.on(new Finished(Stage.READ));
        }
        assertEquals(List.of(), shown);
    }

    @Test
    void failureTakesTheBarAway() {
        try (ProgressBars bars = bars(Duration.ZERO)) {
            bars.on(new Started(Stage.READ, 10));
            bars.on(new Advanced(Stage.READ, 4));
        }
        assertEquals(List.of("show READ of 10", "step to 4", "remove"), shown);
    }

    @Test
    void lateEventsAreIgnored() {
        try (ProgressBars bars = bars(Duration.ZERO)) {
            bars.on(new Started(Stage.READ, 10));
            bars.on(new Finished(Stage.READ));
            bars.on(new Advanced(Stage.READ, 4));
        }
        assertEquals(List.of(), shown);
    }

    @Test
    void threadsAddUp() {
        try (ProgressBars bars = bars(Duration.ZERO)) {
            bars.on(new Started(Stage.READ, 2000));
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 2000; i++) {
                    threads.execute(() -> bars.on(new Advanced(Stage.READ, 1)));
                }
            }
        }
        assertEquals("step to 2000", shown.get(shown.size() - 2));
    }

    @Nested
    class OnScreen {
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        @Test
        void terminalLineIsErasedInTheEnd() {
            StageBar bar = StageBar.show(Stage.READ, 100, ProgressLines.onTerminal(err, 80));
            bar.stepTo(50);
            bar.remove();
            String drawn = err.toString(StandardCharsets.UTF_8);
            assertTrue(drawn.endsWith("\r\u001b[K"), drawn);
            assertEquals(-1, drawn.indexOf('\n'), drawn);
        }

        @Test
        void logKeepsTheLastStateAsLine() {
            StageBar bar = StageBar.show(Stage.WRITE, 100, ProgressLines.inLog(err));
            bar.stepTo(100);
            bar.remove();
            String last = err.toString(StandardCharsets.UTF_8).lines().toList().getLast();
            assertTrue(last.startsWith("writing   100 % [####################]  100 B of 100 B, "), last);
        }

        @Test
        void nothingIsDrawnAfterTheEnd() {
            ProgressLines lines = ProgressLines.onTerminal(err, 80);
            lines.finish("");
            int before = err.size();
            lines.draw("late");
            assertEquals(before, err.size());
        }

        @Test
        void interruptOutlastsTheBar() {
            StageBar bar = StageBar.show(Stage.READ, 100, ProgressLines.onTerminal(err, 80));
            Thread.currentThread().interrupt();
            bar.remove();
            assertTrue(Thread.interrupted());
        }

        @Test
        void alwaysShowsProgressWithoutTerminal() {
            Cli cli = Cli.PLAIN.withSquasher((_, progress) -> {
                progress.on(new Started(Stage.READ, 10));
                progress.on(new Advanced(Stage.READ, 10));
                progress.on(new Finished(Stage.READ));
                return SampleReports.NODE;
            });
            CliRun always = cli.run("old.tar", "-o", "new.tar", "--progress", "always");
            assertTrue(always.err().contains("reading   100 % "), always.err());
            assertEquals("", cli.run("old.tar", "-o", "new.tar").err());
        }
    }
}
