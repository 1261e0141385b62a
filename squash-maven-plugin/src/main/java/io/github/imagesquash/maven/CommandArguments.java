// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes options of a command from the fields of a goal: {@code keepBase} is {@code --keep-base}. A list is one option
 * for each of its elements. A flag is given only if it differs from the field's first value: {@code --lenient}, {@code
 * --no-verify}.
 */
final class CommandArguments {
    private CommandArguments() {}

    /** The options from the fields of the goal's class and its superclasses, below this one. */
    static List<String> of(Goal goal, Class<?> end) {
        List<String> arguments = new ArrayList<>();
        for (Class<?> type = goal.getClass(); !end.equals(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    add(option(field.getName()), value(goal, field), arguments);
                }
            }
        }
        return arguments;
    }

    /** The option that a parameter stands for. */
    static String option(String parameter) {
        return parameter.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** A path, resolved against the project's directory. */
    static File resolve(File directory, String path) {
        File file = new File(path);
        return file.isAbsolute() ? file : new File(directory, path);
    }

    private static void add(String option, @Nullable Object value, List<String> arguments) {
        if (value instanceof Boolean flag) {
            boolean standard = List.of("verify", "sync", "squashignore").contains(option);
            if (flag != standard) {
                arguments.add(flag ? "--" + option : "--no-" + option);
            }
        } else if (value instanceof List<?> values) {
            values.forEach(one -> add(option, one, arguments));
        } else if (value instanceof String text && !text.isEmpty()) {
            arguments.add("--" + option + "=" + text);
        }
    }

    private static @Nullable Object value(Goal goal, Field field) {
        try {
            field.setAccessible(true);
            return field.get(goal);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be read", e);
        }
    }
}
