// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.dockerfile.HistoryStep;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the values of build arguments and variables in the steps of a history. Builders write them without quotes,
 * so the end of a value cannot be determined from the text: in doubt more is replaced, never less. A variable that the
 * config still has, with the value from the step, is not a secret and stays readable.
 */
public final class HistoryScrub {
    /** The text that replaces a value. */
    public static final String MASK = "***";

    /** The instructions that set variables. */
    private static final Pattern ASSIGNING = Pattern.compile("(?s)((?:ARG|ENV)\\s+)(.*)");

    private static final Pattern NAME = Pattern.compile("(?<!\\S)[A-Za-z_][A-Za-z0-9_.-]*(?==)");

    /** BuildKit's record of the build, with its arguments, and the container of the classic builder's last step. */
    private static final List<String> REPEATING = List.of("moby.buildkit.buildinfo.v1", "container_config");

    private final Set<String> known;
    private int steps;
    private int values;

    private HistoryScrub(Set<String> known) {
        this.known = known;
    }

    /** Changes the config. */
    static ScrubbedHistory scrub(ObjectNode config) {
        Set<String> known = new HashSet<>();
        config.path("config").path(RunConfig.ENV).forEach(variable -> known.add(variable.asText()));
        HistoryScrub scrub = new HistoryScrub(known);
        for (JsonNode step : config.path("history")) {
            scrub.scrubStep((ObjectNode) step);
        }
        List<String> removed = REPEATING.stream().filter(config::has).toList();
        config.remove(removed);
        return new ScrubbedHistory(scrub.steps, scrub.values, removed);
    }

    /** One step with all values replaced, also those that the config still has. */
    public static String masked(String createdBy) {
        return new HistoryScrub(Set.of()).scrubbed(createdBy);
    }

    private void scrubStep(ObjectNode step) {
        String before = step.path("created_by").asText("");
        String after = scrubbed(before);
        if (!after.equals(before)) {
            step.put("created_by", after);
            steps++;
        }
    }

    private String scrubbed(String createdBy) {
        HistoryStep step = HistoryStep.parse(createdBy);
        Matcher assigning = ASSIGNING.matcher(step.shell().isEmpty() ? step.command() : "");
        String command = assigning.matches() ? assigning.group(1) + masked(assigning.group(2), known) : step.command();
        return step.lead() + masked(step.buildArguments(), Set.of()) + step.shell() + command;
    }

    /** Replaces the value of each name; a value extends to the next name. */
    private String masked(String assignments, Set<String> harmless) {
        List<MatchResult> names = NAME.matcher(assignments).results().toList();
        if (names.isEmpty()) {
            return assignments;
        }
        StringBuilder text =
                new StringBuilder(assignments.substring(0, names.getFirst().start()));
        for (int i = 0; i < names.size(); i++) {
            int end = i + 1 < names.size() ? names.get(i + 1).start() : assignments.length();
            String assignment = assignments.substring(names.get(i).start(), end).strip();
            String value = assignment.substring(names.get(i).group().length() + 1);
            boolean keep = value.isEmpty() || harmless.contains(assignment);
            values += keep ? 0 : 1;
            text.append(i == 0 ? "" : " ")
                    .append(keep ? assignment : names.get(i).group() + "=" + MASK);
        }
        return text.toString();
    }
}
