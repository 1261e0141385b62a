// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.dockerfile.CommandLine;
import io.github.imagesquash.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The health check of an image.
 *
 * @param test {@code NONE}, or {@code CMD} or {@code CMD-SHELL} and the command
 * @param settings intervals and retries by the config's keys, durations in nanoseconds; zero values are left out
 */
record Healthcheck(List<String> test, Map<String, Long> settings) {
    private static final Map<String, String> KEYS = Map.of(
            "--interval", "Interval",
            "--timeout", "Timeout",
            "--start-period", "StartPeriod",
            "--start-interval", "StartInterval");

    private static final String RETRIES = "Retries";
    private static final String EXPECTED = "NONE, or CMD and a command, is expected";
    private static final long SHORTEST = 1_000_000;

    /**
     * Parses {@code HEALTHCHECK}.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    static Healthcheck parse(Instruction line) {
        String[] parts = line.arguments().split("\\s+", 2);
        String command = parts.length == 2 ? parts[1] : "";
        return switch (parts[0].toUpperCase(Locale.ROOT)) {
            case "NONE" -> {
                if (!command.isEmpty() || !line.options().isEmpty()) {
                    throw new IllegalArgumentException("HEALTHCHECK NONE stands alone");
                }
                yield new Healthcheck(List.of("NONE"), Map.of());
            }
            case "CMD" -> new Healthcheck(test(command), settings(line.options()));
            default -> throw new IllegalArgumentException(EXPECTED);
        };
    }

    private static List<String> test(String text) {
        CommandLine command = CommandLine.parse(text);
        if (text.isEmpty() || command.words().isEmpty()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        List<String> test = new ArrayList<>(List.of(command.isForShell() ? "CMD-SHELL" : "CMD"));
        test.addAll(command.words());
        return test;
    }

    private static Map<String, Long> settings(List<String> options) {
        Map<String, Long> settings = new LinkedHashMap<>();
        for (String option : options) {
            String[] parts = option.split("=", 2);
            String value = parts.length == 2 ? parts[1] : "";
            String key = parts[0].equals("--retries") ? RETRIES : KEYS.getOrDefault(parts[0], "");
            if (key.isEmpty()) {
                throw new IllegalArgumentException("HEALTHCHECK has no option " + parts[0]
                        + "; expected --interval, --timeout, --start-period, --start-interval or --retries");
            }
            long number = key.equals(RETRIES) ? retries(value) : duration(parts[0], value);
            if (settings.put(key, number) != null) {
                throw new IllegalArgumentException(parts[0] + " is given twice");
            }
        }
        settings.values().removeIf(number -> number == 0);
        return settings;
    }

    private static long retries(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("--retries=" + text + ": a whole number is expected");
        }
        return Long.parseLong(text);
    }

    private static long duration(String option, String text) {
        long nanos = GoDuration.parse(option, text);
        if (nanos != 0 && nanos < SHORTEST) {
            throw new IllegalArgumentException(option + "=" + text + ": at least 1ms is expected");
        }
        return nanos;
    }
}
