// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import io.github.imagesquash.cli.option.EnvironmentVariable;
import io.github.imagesquash.cli.option.ShellCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lays out the help of a command for the width of a terminal, short or complete. Lines are broken at spaces only. */
final class HelpPage {
    private static final int NARROWEST = 55;
    private static final int WIDEST = 100;
    private static final int MOST_EXAMPLES = 6;
    private static final String ENVIRONMENT = "environment";
    private static final String MORE = "more";
    private static final String END = "end";

    private static final List<String> SHORT = List.of(
            SECTION_KEY_SYNOPSIS_HEADING,
            SECTION_KEY_SYNOPSIS,
            SECTION_KEY_DESCRIPTION,
            SECTION_KEY_PARAMETER_LIST,
            SECTION_KEY_OPTION_LIST,
            SECTION_KEY_FOOTER,
            MORE);
    private static final List<String> COMPLETE = List.of(
            SECTION_KEY_SYNOPSIS_HEADING,
            SECTION_KEY_SYNOPSIS,
            SECTION_KEY_DESCRIPTION,
            SECTION_KEY_PARAMETER_LIST,
            SECTION_KEY_OPTION_LIST,
            SECTION_KEY_FOOTER,
            ENVIRONMENT,
            SECTION_KEY_EXIT_CODE_LIST_HEADING,
            SECTION_KEY_EXIT_CODE_LIST,
            END);

    private HelpPage() {}

    /**
     * Prepares the help of a command.
     *
     * @param columns the width of the terminal
     */
    static void layOut(CommandLine command, HelpRequest.Form form, int columns) {
        command.getSubcommands().values().forEach(subcommand -> layOut(subcommand, form, columns));
        command.setUsageHelpWidth(Math.clamp(columns, NARROWEST, WIDEST));
        boolean isShort = form == HelpRequest.Form.SHORT;
        command.setHelpFactory((spec, colours) -> new UnbrokenHelp(spec, colours, isShort));
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.description(UnbrokenHelp.joined(usage.description()));
        usage.footer(UnbrokenHelp.joined(usage.footer()));
        Map<String, IHelpSectionRenderer> sections = command.getHelpSectionMap();
        sections.put(END, _ -> "\n");
        sections.put(ENVIRONMENT, help -> "\nEnvironment:\n" + table(help, EnvironmentVariable.table()));
        if (isShort) {
            sections.put(SECTION_KEY_OPTION_LIST, help -> mainOptions(help, command.getCommand()));
            sections.put(SECTION_KEY_FOOTER, help -> shortFooter(UnbrokenHelp.restored(help.footer())));
            sections.put(MORE, HelpPage::more);
            command.setHelpSectionKeys(SHORT);
        } else {
            command.setHelpSectionKeys(COMPLETE);
        }
        UnaryOperator<String> whole = UnbrokenHelp::restored;
        sections.replaceAll((_, section) -> help -> whole.apply(section.render(help)));
        command.setHelpSectionMap(sections);
    }

    private static String mainOptions(Help help, ShellCommand command) {
        Layout layout = help.createDefaultLayout();
        layout.addOptions(
                command.mainOptions().stream()
                        .map(help.commandSpec()::findOption)
                        .toList(),
                help.parameterLabelRenderer());
        return layout.toString();
    }

    /** The commands and the first examples. A paragraph of the footer begins with its heading. */
    private static String shortFooter(String footer) {
        return Arrays.stream(footer.split("\\R\\R+"))
                .map(String::strip)
                .filter(paragraph -> paragraph.startsWith("Commands:") || paragraph.startsWith("Examples:"))
                .map(paragraph -> paragraph.startsWith("Examples:") ? beginning(paragraph) : paragraph)
                .map(paragraph -> "\n" + paragraph + "\n")
                .collect(Collectors.joining());
    }

    private static String beginning(String paragraph) {
        return paragraph.lines().limit(1 + MOST_EXAMPLES).collect(Collectors.joining("\n"));
    }

    private static String more(Help help) {
        return "\nAll options, environment variables, exit codes: "
                + help.commandSpec().name() + " --help --all\n";
    }

    private static String table(Help help, Map<String, String> rows) {
        Help.TextTable table = Help.TextTable.forColumns(
                help.colorScheme(),
                new Help.Column(22, 2, Help.Column.Overflow.SPAN),
                new Help.Column(help.commandSpec().usageMessage().width() - 22, 2, Help.Column.Overflow.WRAP));
        rows.forEach((name, meaning) -> table.addRowValues(name, UnbrokenHelp.joined(meaning)));
        return table.toString();
    }
}
