// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.dockerfile.CommandLine;
import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.Keyword;
import io.github.imagesquash.dockerfile.ShellWord;
import io.github.imagesquash.edit.ConfigEdit.Effect;
import io.github.imagesquash.message.InvalidImageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Parses an instruction into its effect, by the rules of Docker's builder. */
final class EditParser {
    private final Instruction line;
    private final ChangeKeyword keyword;

    private EditParser(Instruction line) {
        this.line = line;
        this.keyword = ChangeKeyword.named(line.name());
    }

    /**
     * Parses an instruction.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    static ConfigEdit parse(Instruction line) {
        if (line.name().startsWith("#")) {
            throw new IllegalArgumentException(
                    "Docker refuses this directive; expected at most one of each kind, and \\ or ` for escape");
        }
        EditParser parser = new EditParser(line);
        return new ConfigEdit(line.text(), parser.effect());
    }

    private Effect effect() {
        if (keyword == ChangeKeyword.HEALTHCHECK) {
            Healthcheck healthcheck = Healthcheck.parse(line);
            return config -> config.setHealthcheck(healthcheck);
        }
        if (!line.options().isEmpty()) {
            throw new IllegalArgumentException(
                    keyword + " has no option " + line.options().getFirst() + "; write -- before words like it");
        }
        if (line.arguments().isEmpty()) {
            throw new IllegalArgumentException(keyword + " needs an argument");
        }
        return withArguments();
    }

    private Effect withArguments() {
        return switch (keyword) {
            case CMD -> {
                CommandLine command = CommandLine.parse(line.arguments());
                yield config -> config.setCommand(command);
            }
            case ENTRYPOINT -> {
                CommandLine command = CommandLine.parse(line.arguments());
                yield config -> config.setEntrypoint(command);
            }
            case ENV -> pairs(RunConfig::setVariable);
            case LABEL -> pairs(RunConfig::setLabel);
            case EXPOSE -> words(List.of(line.arguments().split("\\s+")), RunConfig::expose);
            case VOLUME -> words(CommandLine.wordsOf(line.arguments()), RunConfig::addVolume);
            case USER -> words(List.of(line.arguments()), RunConfig::setUser);
            case WORKDIR -> words(List.of(line.arguments()), RunConfig::setWorkingDirectory);
            case STOPSIGNAL -> words(List.of(line.arguments()), RunConfig::setStopSignal);
            case ONBUILD -> trigger();
            case UNSET -> SettingRemoval.parse(line);
            case HEALTHCHECK -> throw new IllegalStateException("a health check has options");
        };
    }

    /** Sets a name to a value. */
    @FunctionalInterface
    private interface PairEffect {
        void on(RunConfig config, String name, String value) throws InvalidImageException;
    }

    /** Applies one word. */
    @FunctionalInterface
    private interface WordEffect {
        void on(RunConfig config, String word) throws InvalidImageException;
    }

    private Effect words(List<String> texts, WordEffect effect) {
        List<ShellWord> words = texts.stream().map(line::shellWord).toList();
        return config -> {
            Map<String, String> variables = config.variables();
            for (ShellWord word : words) {
                effect.on(config, word.expand(variables));
            }
        };
    }

    /** A variable or label with its new value. */
    private record Pair(ShellWord name, ShellWord value) {}

    private Pair pair(String name, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("\"=" + value + "\" has no name");
        }
        return new Pair(line.shellWord(name), line.shellWord(value));
    }

    private Effect pairs(PairEffect effect) {
        List<Pair> pairs = pairs();
        return config -> {
            // All values of one instruction use the variables as they were before it.
            Map<String, String> variables = config.variables();
            for (Pair pair : pairs) {
                effect.on(config, pair.name().expand(variables), pair.value().expand(variables));
            }
        };
    }

    private List<Pair> pairs() {
        List<String> words = line.words();
        if (!words.getFirst().contains("=")) {
            // The legacy form: a name, then the value up to the end of the line.
            String[] parts = line.arguments().split("\\s+", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException(keyword + " needs a value: " + keyword + " NAME=VALUE");
            }
            return List.of(pair(parts[0], parts[1]));
        }
        List<Pair> pairs = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("\"" + word + "\" is not of the form NAME=VALUE");
            }
            pairs.add(pair(word.substring(0, equals), word.substring(equals + 1)));
        }
        return pairs;
    }

    private Effect trigger() {
        String name = line.arguments().split("\\s+", 2)[0];
        if (Keyword.named(name).filter(Keyword::canBeTrigger).isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + name.toUpperCase(Locale.ROOT) + "\" cannot be a trigger; expected one of " + triggers());
        }
        return config -> config.addTrigger(line.arguments());
    }

    private static String triggers() {
        return Arrays.stream(Keyword.values())
                .filter(Keyword::canBeTrigger)
                .map(Keyword::name)
                .collect(Collectors.joining(", "));
    }
}
