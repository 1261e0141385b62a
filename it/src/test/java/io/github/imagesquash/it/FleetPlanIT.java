// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan of ten thousand tags costs, with the manifest and the config of each. */
class FleetPlanIT {
    private static final int TAGS = 10_000;
    private static final int NEWEST = 90;
    private static final long MOST_KIB = 200 << 10;
    private static final double MOST_SECONDS = 60;

    @Test
    void tenThousandTagsTakeLessThanAMinuteAnd200MiB(@TempDir Path directory) throws IOException {
        Needs.program("time", "time");
        try (TagServer registry = TagServer.of(TAGS)) {
            Path policy =
                    Files.writeString(directory.resolve("policy.yaml"), """
                    groups:
                      - name: all
                        repositories: %s
                        newest: %d
                        target: "{repository}-small:{tag}"
                    """.formatted(registry.name("**"), NEWEST));
            Path plan = directory.resolve("plan.jsonl");
            // Elapsed time is that of the machine's other work as well.
            Program.Outcome outcome = Program.of(
                            "time",
                            "-f",
                            "%M %U %S %e",
                            Launcher.PATH,
                            "fleet",
                            "plan",
                            policy.toString(),
                            "-q",
                            "-o",
                            plan.toString())
                    .run();
            assertEquals(0, outcome.exitCode(), outcome.errors());
            System.out.println("FleetPlanIT: KiB, seconds of user and system, elapsed: " + outcome.errors());
            String[] cost = outcome.errors().strip().split(" ");
            assertTrue(Long.parseLong(cost[0]) <= MOST_KIB, outcome.errors());
            assertTrue(Double.parseDouble(cost[1]) + Double.parseDouble(cost[2]) < MOST_SECONDS, outcome.errors());
            try (var lines = Files.lines(plan)) {
                assertEquals(1 + TAGS * NEWEST / 100, lines.count());
            }
        }
    }
}
