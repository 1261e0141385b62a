// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Commands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ManualPagesTest {
    private static final CommandLine COMMANDS = Commands.all();
    private static final Map<String, String> PAGES = ManualPages.pages(COMMANDS, "2026-11-24", "1.2");

    @Test
    void thereIsOneForEachCommand() {
        CommandLine fleet = COMMANDS.getSubcommands().get("fleet");
        assertEquals(COMMANDS.getSubcommands().size() + fleet.getSubcommands().size() + 1, PAGES.size());
        assertHasOptions(PAGES.get("squash-fleet-plan"), fleet.getSubcommands().get("plan"));
        COMMANDS.getSubcommands().keySet().forEach(name -> assertTrue(PAGES.containsKey("squash-" + name), name));
    }

    @Test
    void everyOptionIsInItsCommandsPage() {
        assertHasOptions(PAGES.get("squash"), COMMANDS);
        COMMANDS.getSubcommands().forEach((name, command) -> assertHasOptions(PAGES.get("squash-" + name), command));
    }

    private static void assertHasOptions(String page, CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            String name = option.longestName();
            String shown = option.negatable() ? name.replace("--no-", "--[no-]") : name;
            assertTrue(page.contains("\\fB" + shown.replace("-", "\\-") + "\\fR"), shown);
        }
    }

    @Test
    void theNameSectionIsOneLineThatAproposCanShow() {
        assertTrue(
                PAGES.get("squash").contains(".SH NAME\nsquash \\- merges all layers of a container image into one\n"),
                PAGES.get("squash"));
        assertTrue(
                PAGES.get("squash-rules")
                        .contains(".SH NAME\nsquash\\-rules \\- lists what squash \\-\\-drop leaves out\n"),
                PAGES.get("squash-rules"));
    }

    @Test
    void examplesAreKeptLineByLine() {
        assertTrue(
                PAGES.get("squash").contains(".SH EXAMPLES\n.nf\nsquash \\-t app:small app:1\n"), PAGES.get("squash"));
    }

    @Test
    void noLineOfTextIsTakenForARequest() {
        List<String> requests = List.of(".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi");
        for (String page : PAGES.values()) {
            page.lines()
                    .filter(line -> line.startsWith(".") || line.startsWith("'"))
                    .forEach(line -> assertTrue(requests.contains(line.split(" ")[0]), line));
        }
    }
}
