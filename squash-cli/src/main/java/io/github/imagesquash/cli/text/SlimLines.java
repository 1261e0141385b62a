// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SlimSummary;
import java.util.ArrayList;
import java.util.List;

/** The packages that stay and that go, in a few lines: the largest of each kind. */
public final class SlimLines {
    private static final int MOST_PACKAGES = 10;

    private SlimLines() {}

    /** The lines. */
    public static List<String> of(SlimSummary slim, int columns) {
        List<String> lines = new ArrayList<>();
        String unit = slim.isOfDirectories() ? "directories" : "packages";
        lines.add(unit + " that stay: " + counted(slim.kept()) + "; that go: " + counted(slim.dropped()));
        if (!slim.dropped().isEmpty()) {
            lines.add("");
            lines.addAll(table(slim.isOfDirectories() ? "directory" : "package", slim.dropped(), columns));
        }
        if (!slim.reduced().isEmpty()) {
            lines.add("");
            lines.addAll(reduced(unit, slim.reduced(), columns));
        }
        if (!slim.guesses().isEmpty()) {
            lines.add("");
            lines.addAll(guesses(slim.guesses(), columns));
            lines.add("--drop-package NAME removes a package that only a guess keeps");
        }
        return lines;
    }

    private static String counted(List<SlimPackage> some) {
        long bytes = some.stream().mapToLong(SlimPackage::bytes).sum();
        return Numbers.count(some.size()) + " (" + ByteSizes.text(bytes) + ")";
    }

    private static List<String> table(String unit, List<SlimPackage> some, int columns) {
        TextTable table = new TextTable("gone", unit);
        some.stream()
                .limit(MOST_PACKAGES)
                .forEach(one -> table.add(ByteSizes.text(one.bytes()), (one.name() + " " + one.version()).strip()));
        if (some.size() > MOST_PACKAGES) {
            List<SlimPackage> rest = some.subList(MOST_PACKAGES, some.size());
            long bytes = rest.stream().mapToLong(SlimPackage::bytes).sum();
            table.add(ByteSizes.text(bytes), Numbers.count(rest.size()) + " others; --json lists them");
        }
        return table.lines(columns);
    }

    private static List<String> reduced(String unit, List<SlimPackage> some, int columns) {
        TextTable table = new TextTable("gone", "files of " + unit + " that stay");
        some.stream()
                .limit(MOST_PACKAGES)
                .forEach(one -> table.add(
                        ByteSizes.text(one.droppedBytes()), Numbers.count(one.droppedFiles()) + " of " + one.name()));
        if (some.size() > MOST_PACKAGES) {
            List<SlimPackage> rest = some.subList(MOST_PACKAGES, some.size());
            long bytes = rest.stream().mapToLong(SlimPackage::droppedBytes).sum();
            long files = rest.stream().mapToLong(SlimPackage::droppedFiles).sum();
            table.add(
                    ByteSizes.text(bytes),
                    Numbers.count(files) + " of " + Numbers.count(rest.size()) + " others; --json lists them");
        }
        return table.lines(columns);
    }

    private static List<String> guesses(List<SlimPackage> some, int columns) {
        TextTable table = new TextTable("guessed", "package");
        some.stream().limit(MOST_PACKAGES).forEach(one -> table.add(ByteSizes.text(one.bytes()), reason(one)));
        if (some.size() > MOST_PACKAGES) {
            table.add("", Numbers.count(some.size() - MOST_PACKAGES) + " others; --json lists them");
        }
        return table.lines(columns);
    }

    private static String reason(SlimPackage one) {
        String first = one.chain().getFirst().what();
        String how = one.chain().size() < 2 ? "" : " " + one.chain().get(1).how();
        return one.name() + ", since " + first + how;
    }
}
