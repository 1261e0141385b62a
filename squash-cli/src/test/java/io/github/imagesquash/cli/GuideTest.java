// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.option.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide has each option that a command's help lists, each exit code, and no link that leads nowhere. */
class GuideTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern OPTION = Pattern.compile("(?m)^ {2,}(?:-\\w, )?--(\\[no-])?([a-z-]+)");
    private static final Pattern EXIT_CODE_ROW = Pattern.compile("(?m)^\\| (\\d+) \\| ([^|]*) \\|");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");

    @ParameterizedTest
    @CsvSource({
        "'', squash.md drop.md slim.md keep-a-base.md regroup.md config.md",
        "analyze, analyze.md",
        "advise, advise.md",
        "browse, browse.md",
        "cat, files.md",
        "diff, diff.md",
        "export, files.md drop.md",
        "fleet, fleet.md",
        "fleet plan, fleet.md",
        "fleet run, fleet.md",
        "fleet report, fleet.md",
        "fleet job, fleet.md",
        "fleet undo, fleet.md",
        "ls, files.md",
        "rebase, rebase.md",
        "rules, drop.md",
        "slim, slim.md"
    })
    void explainsEveryOption(String command, String pages) {
        String text = Stream.concat(Stream.of(pages.split(" ")), Stream.of("common-options.md"))
                .map(page -> text(TOP.resolve("docs/guide").resolve(page)))
                .reduce("", String::concat);
        List<String> options = OPTION.matcher(help(command))
                .results()
                .map(option -> (option.group(1) == null ? "--" : "--no-") + option.group(2))
                .toList();
        assertTrue(options.contains("--help"), command);
        List<String> missing = options.stream()
                .filter(option -> !Pattern.compile("`(-\\w, |[^`]*`, `)?" + option + "[ `]")
                        .matcher(text)
                        .find())
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void hasTheTableOfExitCodes() {
        Map<String, String> documented = new LinkedHashMap<>();
        EXIT_CODE_ROW
                .matcher(text(TOP.resolve("docs/guide/exit-codes.md"))
                        .replace("`squash diff`", "diff")
                        .replace("`squash fleet run`", "fleet run"))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2)));
        assertEquals(ExitCode.table(), documented);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rebase",
                "analyze",
                "advise",
                "browse",
                "cat",
                "diff",
                "export",
                "fleet",
                "fleet plan",
                "fleet run",
                "fleet report",
                "fleet job",
                "fleet undo",
                "ls",
                "rules",
                "slim"
            })
    void theHelpOfEachCommandHasTheTableOfExitCodes(String command) {
        List<String> shown = help(command)
                .lines()
                .dropWhile(line -> !line.equals("Exit codes:"))
                .skip(1)
                .takeWhile(line -> line.matches("  \\d+ .*|  {5,}.*"))
                .map(String::strip)
                .toList();
        String expected = ExitCode.table().entrySet().stream()
                .map(code -> code.getKey() + " " + code.getValue())
                .collect(Collectors.joining(" "));
        assertEquals(expected, String.join(" ", shown).replaceAll(" +", " "));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leadsSomewhereByEveryLink(Path document) {
        String text = prose(document);
        assertFalse(text.isEmpty());
        LINK.matcher(text)
                .results()
                .filter(link -> !link.group(1).contains(":"))
                .forEach(link -> assertTrue(leadsSomewhere(document, link), document + ": " + link.group()));
    }

    @Test
    void startsWithAReadmeThatIsReadInOneGo() {
        assertTrue(text(TOP.resolve("README.md")).lines().count() <= 180);
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(TOP);
                Stream<Path> docs = Files.walk(TOP.resolve("docs"))) {
            return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    private static boolean leadsSomewhere(Path document, MatchResult link) {
        String path = link.group(1).replaceAll("\\s", "");
        Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        return Files.exists(target) && (link.group(2) == null || anchors(target).contains(link.group(2)));
    }

    /** The anchors of the headings, as GitHub makes them. */
    private static List<String> anchors(Path document) {
        return HEADING.matcher(prose(document))
                .results()
                .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
                .toList();
    }

    private static String help(String command) {
        CliRun run = command.isEmpty()
                ? Cli.PLAIN.run("--help", "--all")
                : Cli.PLAIN.run((command + " --help --all").split(" "));
        assertEquals(0, run.exitCode());
        return run.out();
    }

    private static String prose(Path document) {
        return CODE_BLOCK.matcher(text(document)).replaceAll("");
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
