// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rules;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.RuleFiles;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.filter.Protection;
import io.github.imagesquash.filter.Rule;
import io.github.imagesquash.filter.RuleSet;
import io.github.imagesquash.filter.Rules;
import io.github.imagesquash.message.NearestName;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Shows rules: all of them, or those with one name. */
final class RulesRun {
    private final RulesCommand command;
    private final Shell shell;
    private final OptionValues values;

    RulesRun(RulesCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
    }

    void run() throws IOException {
        Rules all = new RuleFiles(values).read(command.rules);
        boolean explains = !command.explained.isEmpty();
        Rules shown = explains ? named(all, command.explained) : all;
        if (command.json) {
            shell.printJson(RulesJson.text(shown));
        } else {
            shell.print(
                    explains ? RulesText.explained(shown) : RulesText.listed(shown, shell.tableColumns(false)), false);
        }
    }

    /** The set with its rules, the rule or the protection with this name. */
    private Rules named(Rules all, String name) {
        List<RuleSet> sets =
                all.sets().stream().filter(set -> set.name().equals(name)).toList();
        List<Protection> protections = all.protections().stream()
                .filter(protection -> protection.name().equals(name))
                .toList();
        List<Rule> rules = all.rules().stream()
                .filter(rule -> rule.name().equals(name)
                        || !sets.isEmpty() && rule.sets().contains(name))
                .toList();
        if (sets.isEmpty() && protections.isEmpty() && rules.isEmpty()) {
            throw values.wrongUsage(
                    "--explain: no rule, set or protection is called \"" + name + "\"" + suggestion(all, name));
        }
        return new Rules(sets, protections, rules);
    }

    private static String suggestion(Rules all, String name) {
        List<String> names = Stream.of(
                        all.sets().stream().map(RuleSet::name),
                        all.rules().stream().map(Rule::name),
                        all.protections().stream().map(Protection::name))
                .flatMap(some -> some)
                .toList();
        return NearestName.of(name, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; \"squash rules\" lists all");
    }
}
