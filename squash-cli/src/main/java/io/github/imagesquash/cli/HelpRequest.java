// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.option.CommandNames;
import io.github.imagesquash.message.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command line in which {@code help COMMAND} has become {@code COMMAND --help}, as users of git and docker expect.
 *
 * @param arguments the command line for picocli
 * @param form the form of the help
 * @param problem the reason why there is no help; empty if there is some, or if none is requested
 */
record HelpRequest(List<String> arguments, Form form, Optional<String> problem) {
    private static final String HELP = "help";
    private static final String ALL = "--all";
    private static final List<String> OPTIONS = List.of("-h", "--help");

    /** What the help shows. */
    enum Form {
        /** No help is requested. */
        NONE,
        /** The options used most, the commands and examples. */
        SHORT,
        /** Everything. */
        COMPLETE
    }

    static HelpRequest of(String... args) {
        List<String> arguments = List.of(args);
        if (!arguments.isEmpty() && arguments.getFirst().equals(HELP)) {
            return ofCommand(arguments.subList(1, arguments.size()));
        }
        if (arguments.stream().noneMatch(OPTIONS::contains)) {
            return new HelpRequest(arguments, Form.NONE, Optional.empty());
        }
        List<String> others =
                arguments.stream().filter(argument -> !argument.equals(ALL)).toList();
        return new HelpRequest(others, form(arguments), Optional.empty());
    }

    private static HelpRequest ofCommand(List<String> arguments) {
        List<String> words = arguments.stream()
                .filter(argument -> !argument.equals(ALL) && !argument.equals(HELP) && !OPTIONS.contains(argument))
                .toList();
        boolean isOfFleet = words.size() > 1 && words.getFirst().equals(CommandNames.FLEET);
        List<String> names = words.subList(0, Math.min(words.size(), isOfFleet ? 2 : 1));
        Optional<String> problem = names.isEmpty() ? Optional.empty() : problem(names.getFirst(), "", CommandNames.ALL);
        if (isOfFleet) {
            problem = problem(names.getLast(), CommandNames.FLEET + " ", CommandNames.OF_FLEET);
        }
        List<String> command =
                Stream.concat(names.stream(), Stream.of(OPTIONS.getLast())).toList();
        return new HelpRequest(command, form(arguments), problem);
    }

    private static Optional<String> problem(String name, String before, List<String> known) {
        return known.contains(name)
                ? Optional.empty()
                : Optional.of("there is no command '" + before + name + "'"
                        + NearestName.of(name, known)
                                .map(near -> "; did you mean squash help " + before + near + "?")
                                .orElse(", only " + String.join(", ", known)));
    }

    private static Form form(List<String> arguments) {
        return arguments.contains(ALL) ? Form.COMPLETE : Form.SHORT;
    }
}
