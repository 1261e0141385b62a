// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.report.SizeChange.Bytes;
import java.util.List;
import java.util.stream.Collectors;

/** Sizes before and after, in words. */
public final class SizeText {
    private SizeText() {}

    /** The change, such as {@code 25 % smaller}. */
    public static String change(Bytes size) {
        long before = size.before();
        long after = size.after();
        if (before == after || before == 0) {
            return before == after ? "same size" : ByteSizes.text(after) + " larger";
        }
        double percent = 100.0 * Math.abs(before - after) / before;
        String amount = percent < 1 ? "less than 1" : Numbers.count(Math.round(percent));
        return amount + " % " + (after < before ? "smaller" : "larger");
    }

    /** Compressions, such as {@code uncompressed} or {@code with gzip and zstd}. */
    public static String compression(List<String> compressions) {
        if (compressions.equals(List.of("none"))) {
            return "uncompressed";
        }
        return "with "
                + compressions.stream()
                        .map(compression -> compression.equals("none") ? "no compression" : compression)
                        .collect(Collectors.joining(" and "));
    }
}
