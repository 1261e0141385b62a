// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records in {@code docs/decisions} are numbered without a gap, have a status, a date and all sections, and are in the index. */
class DecisionRecordsTest {
    private static final Path DIRECTORY = Path.of("..", "docs", "decisions");
    private static final Pattern HEADER =
            Pattern.compile("# (\\d+)\\. (.+)\n\nStatus: (accepted|superseded by \\d+), (\\d{4}-\\d{2}-\\d{2})\\.\n\n");

    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)\n\n(?!#|\\z)");

    @Test
    void haveAllSections() throws IOException {
        for (Path file : records()) {
            List<String> sections = SECTION.matcher(Files.readString(file))
                    .results()
                    .map(section -> section.group(1))
                    .toList();
            assertEquals(List.of("Context", "Decision", "Consequences", "Rejected"), sections, file::toString);
        }
    }

    @Test
    void haveNumberTitleStatusAndDateAndAreInTheIndex() throws IOException {
        List<String> index = new ArrayList<>();
        int number = 0;
        for (Path file : records()) {
            number++;
            Matcher header = HEADER.matcher(Files.readString(file));
            assertTrue(header.lookingAt(), file::toString);
            assertEquals(
                    String.format("%d %04d", number, number),
                    header.group(1) + " " + name(file).substring(0, 4));
            index.add("| [" + number + "](" + name(file) + ") | " + header.group(2) + " | " + header.group(3) + " | "
                    + header.group(4) + " |");
        }
        assertTrue(number > 0);
        List<String> listed = Files.readString(DIRECTORY.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| ["))
                .toList();
        assertEquals(index, listed);
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> !name(file).equals("README.md"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
