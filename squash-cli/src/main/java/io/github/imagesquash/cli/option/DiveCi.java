// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.oci.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a {@code .dive-ci} file: YAML with a {@code rules} mapping of three keys, each a number, a size or
 * {@code disabled}, also written as {@code off}, {@code false} or nothing. Anything else is refused, because an unknown
 * rule must not pass.
 *
 * @see <a href="https://github.com/wagoodman/dive#ci-integration">dive's documentation</a>
 */
final class DiveCi {
    private static final Pattern RULE = Pattern.compile("\\s+(\\w+)\\s*:\\s*[\"']?([^\"'#]*?)[\"']?\\s*(#.*)?");
    private static final Set<String> DISABLED = Set.of("", "disabled", "off", "false");
    private static final Pattern NOTHING = Pattern.compile("\\s*(#.*)?|---|rules\\s*:\\s*(#.*)?");

    private DiveCi() {}

    /**
     * The gates in a file.
     *
     * @throws IllegalArgumentException if it cannot be read or understood, naming the line
     */
    static List<Gate> read(String file) {
        List<String> lines;
        try {
            lines = SmallFile.readText(Path.of(file)).lines().toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(FailureMessage.of(e), e);
        }
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!NOTHING.matcher(lines.get(i)).matches()) {
                gate(lines.get(i), file + ": line " + (i + 1)).ifPresent(gates::add);
            }
        }
        return gates;
    }

    private static Optional<Gate> gate(String line, String where) {
        Matcher rule = RULE.matcher(line);
        if (!rule.matches()) {
            throw new IllegalArgumentException(where + ": not a rule of dive: " + line.strip());
        }
        String name = rule.group(1);
        String value = rule.group(2);
        if (DISABLED.contains(value.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        try {
            String shown = name + " " + value;
            return Optional.of(
                    switch (name) {
                        case "lowestEfficiency" -> new Gate.DiveEfficiency(shown, GateValues.ratio(value, 1));
                        case "highestWastedBytes" -> new Gate.DiveWastedBytes(shown, size(value));
                        case "highestUserWastedPercent" -> new Gate.DiveUserWasted(shown, GateValues.ratio(value, 1));
                        default -> throw new IllegalArgumentException("\"" + name + "\" is not a rule of dive");
                    });
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    /** Unlike other sizes, this one can be 0. */
    private static long size(String text) {
        return text.matches("0+ ?([kKmMgG]?i?[bB])?") ? 0 : ByteSizes.parse(text);
    }
}
