// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.fleet.ShardNumber;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses the number of a shard, or finds it in the variables of an engine that runs many workers. */
final class ShardParser {
    private static final String AUTO = "auto";
    private static final Pattern SHARD = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    /** Our own variables; Kubernetes does not tell a worker how many there are. */
    private static final String OWN_COUNT = "SQUASH_SHARDS";

    private static final List<Engine> ENGINES = List.of(
            new Engine("SQUASH_SHARD", "", 1, OWN_COUNT),
            new Engine("JOB_COMPLETION_INDEX", "", 0, OWN_COUNT),
            new Engine("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", 0, "SLURM_ARRAY_TASK_COUNT"),
            new Engine("AWS_BATCH_JOB_ARRAY_INDEX", "", 0, "AWS_BATCH_JOB_ARRAY_SIZE"),
            new Engine("CI_NODE_INDEX", "", 1, "CI_NODE_TOTAL"));

    /**
     * How an engine tells a worker its number.
     *
     * @param number the variable with the worker's number
     * @param firstNumber the variable with the first worker's number; empty if there is none
     * @param first the first worker's number
     * @param count the variable with the number of workers
     */
    private record Engine(String number, String firstNumber, int first, String count) {}

    private ShardParser() {}

    /**
     * The shard.
     *
     * @param text {@code I/N} or {@code auto}; empty for the whole plan
     * @throws IllegalArgumentException if it is neither, or no engine says it
     */
    static ShardNumber parse(String text, Map<String, String> environment) {
        if (text.isEmpty()) {
            return ShardNumber.WHOLE;
        }
        if (text.equals(AUTO)) {
            return automatic(environment);
        }
        Matcher shard = SHARD.matcher(text);
        if (!shard.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is neither I/N, such as 3/10, nor auto");
        }
        return new ShardNumber(Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2)));
    }

    private static ShardNumber automatic(Map<String, String> environment) {
        for (Engine engine : ENGINES) {
            if (environment.containsKey(engine.number())) {
                int first = environment.containsKey(engine.firstNumber())
                        ? number(engine.firstNumber(), environment)
                        : engine.first();
                int number = number(engine.number(), environment);
                return new ShardNumber(number - first + 1, number(engine.count(), environment));
            }
        }
        throw new IllegalArgumentException("no variable has the number of this worker; expected one of "
                + ENGINES.stream().map(Engine::number).collect(Collectors.joining(", ")));
    }

    private static int number(String variable, Map<String, String> environment) {
        String text = environment.getOrDefault(variable, "");
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    text.isEmpty() ? variable + " is not set" : variable + " is \"" + text + "\", not a number");
        }
        return Integer.parseInt(text);
    }
}
