// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.report.SquashReport.Dropped;
import io.github.imagesquash.report.SquashReport.Flagged;
import io.github.imagesquash.report.SquashReport.Hidden;
import io.github.imagesquash.report.SquashReport.Kept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files that were left out, for people: a line for each reason, the largest first. */
public final class DroppedText {
    private static final int MOST_REASONS = 10;

    private DroppedText() {}

    /** The lines; none without a filter. */
    public static List<String> lines(List<Dropped> dropped, int columns) {
        List<Dropped> gone = dropped.stream()
                .filter(one -> one.paths() > 0)
                .sorted(Comparator.comparingLong(Dropped::bytes).reversed())
                .toList();
        List<String> lines = new ArrayList<>();
        if (!gone.isEmpty()) {
            lines.addAll(table(gone, columns));
        }
        dropped.stream()
                .filter(one -> one.paths() == 0)
                .map(one -> "note: nothing matches " + one.name() + " (" + one.reason() + ")")
                .forEach(lines::add);
        return lines;
    }

    /** The files that are only hidden, for users who remove secrets or save space. */
    public static List<String> hidden(Hidden hidden) {
        if (hidden.files() == 0) {
            return List.of();
        }
        String which = Numbers.counted(hidden.files(), "file") + " (" + ByteSizes.text(hidden.bytes()) + ")";
        return List.of("warning: " + which
                + (hidden.files() == 1
                        ? " left out is only hidden: kept layers still contain it"
                        : " left out are only hidden: kept layers still contain them"));
    }

    /** The files that rules spared, with the reasons; those with most paths first. */
    public static List<String> kept(List<Kept> kept) {
        List<String> lines = new ArrayList<>(kept.stream()
                .sorted(Comparator.comparingLong(Kept::paths).reversed())
                .limit(MOST_REASONS)
                .map(DroppedText::line)
                .toList());
        if (kept.size() > MOST_REASONS) {
            lines.add("note: the rules also spared files because of " + Numbers.count(kept.size() - MOST_REASONS)
                    + " other names; --json lists them");
        }
        return lines;
    }

    private static String line(Kept one) {
        String paths = one.paths() == 1 ? "" : " (" + Numbers.counted(one.paths(), "path") + ")";
        return FailureMessage.oneLine("note: kept from the rules: "
                + (one.by().equals("symbolic link")
                        ? "the target of the symbolic link " + one.path() + "" + paths
                        : one.path() + paths + ", named by " + one.by()));
    }

    /** The files that packages lost, for users who verify packages. */
    public static List<String> flagged(List<Flagged> flagged) {
        return flagged.stream()
                .map(one -> "note: " + one.verification() + " will flag " + Numbers.counted(one.files(), "file")
                        + " of " + Numbers.counted(one.packages(), "package") + ", such as " + one.first() + " of "
                        + one.owner())
                .toList();
    }

    private static List<String> table(List<Dropped> gone, int columns) {
        TextTable table = new TextTable("left out", "size", "for");
        gone.stream().limit(MOST_REASONS).forEach(one -> add(table, one));
        if (gone.size() > MOST_REASONS) {
            add(table, sum(gone.subList(MOST_REASONS, gone.size()), "other reasons", "--json lists them"));
        }
        if (gone.size() > 1) {
            add(table, sum(gone, "all", counted(gone.size())));
        }
        return table.lines(columns);
    }

    private static Dropped sum(List<Dropped> some, String name, String reason) {
        return new Dropped(
                name,
                reason,
                some.stream().mapToLong(Dropped::paths).sum(),
                some.stream().mapToLong(Dropped::bytes).sum(),
                List.of());
    }

    private static String counted(int reasons) {
        return Numbers.count(reasons) + " reasons";
    }

    private static void add(TextTable table, Dropped one) {
        table.add(
                Numbers.count(one.paths()),
                ByteSizes.text(one.bytes()),
                FailureMessage.oneLine(one.name() + " (" + one.reason() + ")"));
    }
}
