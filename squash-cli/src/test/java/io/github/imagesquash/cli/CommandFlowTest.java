// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.PackageFlow;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the command line's packages to their order, as those of the library. */
class CommandFlowTest {
    private static final int MOST_PACKAGES = 40;
    private static final int MOST_FLOORS = 18;
    private static final int MOST_LINES = 250;

    /** None of them imports another. */
    private static final List<String> COMMANDS = List.of(
            "advise", "analyze", "browse", "cat", "diff", "export", "fleet", "ls", "rebase", "rules", "slim", "squash");

    private static final PackageFlow FLOW = new PackageFlow(
            "io.github.imagesquash.cli",
            List.of(
                    "text",
                    "json",
                    "terminal",
                    "option",
                    "run",
                    "advise",
                    "analyze",
                    "browse",
                    "cat",
                    "diff",
                    "export",
                    "fleet",
                    "ls",
                    "rebase",
                    "rules",
                    "slim",
                    "squash",
                    ""));

    @Test
    void everyPackageHasItsPlaceInTheOrder() throws IOException {
        assertEquals(new TreeSet<>(FLOW.floors().keySet()), FLOW.packages());
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        assertEquals(List.of(), FLOW.undescribed());
    }

    @Test
    void noPackageUsesOneAfterIt() throws IOException {
        assertEquals(List.of(), FLOW.backwardUses());
    }

    @Test
    void noCommandUsesAnother() throws IOException {
        for (String name : COMMANDS) {
            Set<String> others = new TreeSet<>(FLOW.usedBy(name));
            others.retainAll(COMMANDS);
            assertEquals(Set.of(), others, name);
        }
    }

    @Test
    void theHouseStaysSmall() throws IOException {
        System.out.println(FLOW.summary());
        assertTrue(FLOW.packages().size() <= MOST_PACKAGES, FLOW.packages()::toString);
        assertTrue(FLOW.floors().values().stream().allMatch(floor -> floor < MOST_FLOORS), FLOW.floors()::toString);
        assertEquals(List.of(), FLOW.longerThan(MOST_LINES));
    }
}
