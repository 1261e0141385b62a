// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.analyze.AnalyzeCommand;
import io.github.imagesquash.cli.squash.SquashCommand;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Shell;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Each option of the command line is a parameter, and each parameter an option. */
class OptionsTest {
    /** What Maven's log has another way for, or a build has no use for. */
    private static final Set<String> NOT_FOR_BUILDS =
            Set.of("quiet", "json", "progress", "stacktrace", "help", "version", "entries", "open");

    @Test
    void squashHasTheOptionsOfSquash() {
        assertEquals(options(new SquashCommand(Shell.ofProcess(), Squasher.LIBRARY)), parameters(SquashMojo.class));
    }

    @Test
    void analyzeHasTheOptionsOfAnalyze() {
        assertEquals(options(new AnalyzeCommand(Shell.ofProcess())), parameters(AnalyzeMojo.class));
    }

    private static Set<String> options(Object command) {
        Set<String> options = new TreeSet<>();
        for (OptionSpec option : new CommandLine(command).getCommandSpec().options()) {
            // "--slim=files" is a value of the parameter "slim"
            String name = option.longestName()
                    .replaceFirst(option.negatable() ? "^--(no-)?" : "^--", "")
                    .replaceFirst("=.*", "");
            if (!NOT_FOR_BUILDS.contains(name)) {
                options.add(name);
            }
        }
        return options;
    }

    private static Set<String> parameters(Class<?> goal) {
        Set<String> parameters = new TreeSet<>();
        for (Class<?> type = goal; !type.equals(Goal.class); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    parameters.add(CommandArguments.option(field.getName()));
                }
            }
        }
        return parameters;
    }
}
