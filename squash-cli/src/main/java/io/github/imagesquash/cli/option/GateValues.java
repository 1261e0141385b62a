// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.cli.text.ByteSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The meaning of the options for gates.
 *
 * @param gates the conditions on the image
 * @param larger whether its growth is a condition too
 */
public record GateValues(List<Gate> gates, boolean larger) {
    private static final Pattern GATE =
            Pattern.compile("(lost|wasted)\\s*>\\s*(\\S.*)|(efficiency)\\s*<\\s*([0-9.]+)(%?)");
    /** The gate for the growth of the result. */
    public static final String LARGER = "larger";

    public GateValues {
        gates = List.copyOf(gates);
    }

    /** Parses the gates; any other text is wrong usage. */
    public static GateValues of(GateOptions options, OptionValues values) {
        List<Gate> gates = new ArrayList<>();
        for (String text : options.failIf) {
            if (!text.strip().equals(LARGER)) {
                gates.add(values.parse("--fail-if", text, GateValues::gate));
            }
        }
        if (!options.diveCi.isEmpty()) {
            gates.addAll(values.parse("--dive-ci", options.diveCi, DiveCi::read));
        }
        return new GateValues(
                gates, options.failIf.stream().anyMatch(text -> text.strip().equals(LARGER)));
    }

    private static Gate gate(String text) {
        Matcher gate = GATE.matcher(text.strip());
        if (!gate.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a gate; expected lost>SIZE, efficiency<RATIO or larger");
        }
        return gate.group(1) == null
                ? new Gate.Efficiency(
                        text.strip(), ratio(gate.group(4), gate.group(5).isEmpty() ? 1 : 100))
                : new Gate.Wasted(text.strip(), ByteSizes.parse(gate.group(2)));
    }

    /** A number, or a part of {@code whole}. */
    static double ratio(String text, int whole) {
        try {
            return Double.parseDouble(text) / whole;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number");
        }
    }
}
