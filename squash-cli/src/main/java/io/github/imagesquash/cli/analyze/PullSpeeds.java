// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.group.PullModel;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options about the duration of pulls. */
final class PullSpeeds {
    private static final Pattern BITS = Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,3}))? ?([kmg]?)bit(?:/s|ps)?");
    private static final Map<String, Long> FACTORS = Map.of("", 1L, "k", 1_000L, "m", 1_000_000L, "g", 1_000_000_000L);
    private static final int MOST_STREAMS = 1000;
    private static final int THOUSAND = 1000;

    /** Who gives no unit hardly means bytes per second. */
    private static final Pattern NO_UNIT = Pattern.compile("[0-9.]+(/s)?");

    private final AnalyzeOptions options;
    private final OptionValues values;

    PullSpeeds(AnalyzeOptions options, OptionValues values) {
        this.options = options;
        this.values = values;
    }

    /** The model for durations; empty if they are not requested. */
    Optional<PullModel> model() {
        if (options.bandwidth.isEmpty()) {
            if (!options.streams.isEmpty()) {
                throw values.wrongUsage("--streams has no meaning without --bandwidth");
            }
            return Optional.empty();
        }
        if (!options.pull) {
            throw values.wrongUsage("--bandwidth has no meaning without --pull");
        }
        int streams = options.streams.isEmpty()
                ? PullModel.USUAL_STREAMS
                : (int) values.positive("--streams", options.streams, MOST_STREAMS);
        return Optional.of(
                new PullModel(values.parse("--bandwidth", options.bandwidth, PullSpeeds::bandwidth), streams));
    }

    /** Bytes per second. */
    private static long bandwidth(String text) {
        Matcher bits = BITS.matcher(text.toLowerCase(Locale.ROOT));
        if (!bits.matches()) {
            return size(text);
        }
        String fraction = bits.group(2) == null ? "" : bits.group(2);
        long thousandths =
                Long.parseLong(bits.group(1)) * THOUSAND + Long.parseLong((fraction + "000").substring(0, 3));
        long bytes = thousandths * FACTORS.getOrDefault(bits.group(3), 1L) / THOUSAND / Byte.SIZE;
        if (bytes < 1) {
            throw new IllegalArgumentException("\"" + text + "\" is less than one byte per second");
        }
        return bytes;
    }

    private static long size(String text) {
        if (NO_UNIT.matcher(text).matches()) {
            throw notASpeed(text, new IllegalArgumentException("no unit"));
        }
        try {
            return ByteSizes.parse(text.replaceFirst("/s$", ""));
        } catch (IllegalArgumentException e) {
            throw notASpeed(text, e);
        }
    }

    private static IllegalArgumentException notASpeed(String text, IllegalArgumentException cause) {
        return new IllegalArgumentException(
                "\"" + text
                        + "\" is not a speed; expected bits per second such as 100Mbit, or bytes per second such as 12MB",
                cause);
    }
}
