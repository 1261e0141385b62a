// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option, as needed to complete it in a shell.
 *
 * @param names all names, with dashes
 * @param description one line
 * @param value the kind of its value
 * @param repeats whether it may be given several times
 */
record CommandOption(List<String> names, String description, Value value, boolean repeats) {
    CommandOption {
        names = List.copyOf(names);
    }

    /** The value of an option. */
    sealed interface Value {
        /** The option has no value. */
        record Nothing() implements Value {}

        /** One of these words, or a longer one that begins with one of them. */
        record Choice(List<String> words) implements Value {}

        /** A file or directory, or an image, which may be one. */
        record FileName(String label) implements Value {}

        /** Any other text, such as a number. */
        record Text(String label) implements Value {}
    }

    private static final Pattern FILES = Pattern.compile("FILE|DIR|PATH|IMAGE|OUTPUT");
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9:-]*");

    /** The options that the help shows. */
    static List<CommandOption> of(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(CommandOption::of)
                .toList();
    }

    private static CommandOption of(OptionSpec option) {
        List<String> names = new ArrayList<>(Arrays.asList(option.names()));
        if (option.negatable()) {
            names.replaceAll(name -> name.replaceFirst("^--no-", "--"));
            Arrays.stream(option.names())
                    .map(name -> name.replaceFirst("^--(no-)?", "--no-"))
                    .forEach(names::add);
        }
        Value value = option.arity().max() == 0 ? new Value.Nothing() : value(option.paramLabel());
        return new CommandOption(names, HelpText.line(option.description()), value, option.isMultiValue());
    }

    /** The words of a label such as {@code oci|docker}; none if it has upper case, which stands for any text. */
    private static Value value(String label) {
        if (label.contains("|")) {
            List<String> words = Arrays.stream(label.split("\\|"))
                    .map(word -> word.replaceFirst("[^a-z0-9:-].*", ""))
                    .filter(word -> WORD.matcher(word).matches())
                    .toList();
            if (words.size() > 1) {
                return new Value.Choice(words);
            }
        }
        return FILES.matcher(label).find() ? new Value.FileName(label) : new Value.Text(label);
    }
}
