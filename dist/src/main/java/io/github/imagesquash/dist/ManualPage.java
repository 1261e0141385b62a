// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import io.github.imagesquash.cli.option.EnvironmentVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of one command as a manual page, in the format of man(7). */
final class ManualPage {
    private final CommandSpec command;
    private final String name;
    private final List<String> others;
    private final StringBuilder page = new StringBuilder();

    /**
     * @param name the name of the page
     * @param others the pages listed under SEE ALSO
     */
    ManualPage(CommandSpec command, String name, List<String> others) {
        this.command = command;
        this.name = name;
        this.others = others;
    }

    String text(String date, String version) {
        line(".TH " + name.toUpperCase(Locale.ROOT).replace("-", "\\-") + " 1 " + date + " \"squash " + version + "\"");
        section("NAME");
        line(escaped(name) + " \\- " + escaped(HelpText.summary(command)));
        synopsis();
        section("DESCRIPTION");
        line(HelpText.paragraphs(command.usageMessage().description()).stream()
                .map(ManualPage::escaped)
                .collect(Collectors.joining("\n.PP\n")));
        options();
        footer();
        section("ENVIRONMENT");
        EnvironmentVariable.table().forEach(this::tagged);
        section("EXIT STATUS");
        command.usageMessage().exitCodeList().forEach(this::tagged);
        section("SEE ALSO");
        line(others.stream().map(other -> bold(other) + "(1)").collect(Collectors.joining(", ")));
        return page.toString();
    }

    private void synopsis() {
        section("SYNOPSIS");
        line(".nf");
        HelpText.lines(command.usageMessage().customSynopsis()).forEach(line -> line(escaped(line.strip())));
        line(".fi");
    }

    private void options() {
        section("OPTIONS");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            tagged(italic(parameter.paramLabel()), parameter);
        }
        command.options().stream().filter(option -> option.group() == null).forEach(this::option);
        for (ArgGroupSpec group : command.argGroups()) {
            line(".SS " + escaped(HelpText.line(group.heading()).replaceFirst(":$", "")));
            group.allOptionsNested().forEach(this::option);
        }
    }

    private void option(OptionSpec option) {
        if (option.hidden()) {
            return;
        }
        String names = Arrays.stream(option.names())
                .map(one -> bold(option.negatable() ? one.replaceFirst("^--(no-)?", "--[no-]") : one))
                .collect(Collectors.joining(", "));
        boolean isLong = option.longestName().startsWith("--");
        String value = option.arity().max() == 0 ? "" : (isLong ? "=" : " ") + italic(option.paramLabel());
        tagged(names + value, option);
    }

    /** A heading begins in the first column and ends with a colon; the lines after it are not filled. */
    private void footer() {
        boolean verbatim = false;
        for (String line : HelpText.lines(command.usageMessage().footer())) {
            boolean isHeading = line.matches("\\S.*:");
            if (verbatim && (isHeading || line.isBlank())) {
                line(".fi");
                verbatim = false;
            }
            if (isHeading) {
                section(escaped(line.substring(0, line.length() - 1).toUpperCase(Locale.ROOT)));
            } else if (line.startsWith(" ")) {
                if (!verbatim) {
                    line(".nf");
                    verbatim = true;
                }
                line(escaped(line.substring(2)));
            } else if (!line.isBlank()) {
                paragraph(line);
            }
        }
        if (verbatim) {
            line(".fi");
        }
    }

    private void section(String heading) {
        line(".SH " + heading);
    }

    private void paragraph(String text) {
        line(".PP");
        line(escaped(text));
    }

    private void tagged(String tag, ArgSpec argument) {
        tagged(tag, HelpText.line(argument.description()));
    }

    private void tagged(String tag, String text) {
        line(".TP");
        line(tag);
        line(escaped(text));
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /**
     * Escapes hyphens, which would be typographic ones, and a leading dot or apostrophe, which would begin a request.
     */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
