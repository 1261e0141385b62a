// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandArgumentsTest {
    private static List<String> arguments(Goal goal) {
        return CommandArguments.of(goal, Goal.class);
    }

    private static List<String> arguments(Goal goal, String parameter, Object value)
            throws ReflectiveOperationException {
        Field field = field(goal.getClass(), parameter);
        field.setAccessible(true);
        field.set(goal, value);
        return arguments(goal);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            return field(type.getSuperclass(), name);
        }
    }

    @Test
    void aGoalWithoutParametersHasNoOptions() {
        assertEquals(List.of(), arguments(new SquashMojo()));
        assertEquals(List.of(), arguments(new AnalyzeMojo()));
    }

    @Test
    void aParameterIsTheOptionOfItsName() throws Exception {
        assertEquals(List.of("--keep-base=debian:12"), arguments(new SquashMojo(), "keepBase", "debian:12"));
        assertEquals(List.of("--platform=linux/arm64"), arguments(new AnalyzeMojo(), "platform", "linux/arm64"));
    }

    @Test
    void anEmptyParameterIsNone() throws Exception {
        assertEquals(List.of(), arguments(new SquashMojo(), "output", ""));
    }

    @Test
    void eachElementOfAListIsAnOption() throws Exception {
        assertEquals(
                List.of("--exclude=a", "--exclude=-b"), arguments(new SquashMojo(), "exclude", List.of("a", "-b")));
    }

    @Test
    void aFlagIsGivenWhereItIsNotTheDefault() throws Exception {
        assertEquals(List.of("--lenient"), arguments(new SquashMojo(), "lenient", true));
        assertEquals(List.of("--no-verify"), arguments(new SquashMojo(), "verify", false));
        assertEquals(List.of(), arguments(new SquashMojo(), "sync", true));
    }
}
