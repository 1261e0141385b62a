package io.github.imagesquash.cli;

import io.github.imagesquash.oci.Warnings;
import java.util.List;
import java.util.Locale;

/** Warnings for people, one line for each kind. */
final class WarningLines {
    private WarningLines() {}

    /** The lines, such as {@code warning: layer 2: "usr/lib/a": path occurs twice in one layer; the last one counts}. */
    static List<String> of(List<Warnings.Tally> warnings) {
        return warnings.stream().map(WarningLines::line).toList();
    }

    private static String line(Warnings.Tally tally) {
        String where =
                tally.first().layer() == 0 ? "" : "layer " + tally.first().layer() + ": ";
        String entry =
                tally.first().entry().isEmpty() ? "" : "\"" + tally.first().entry() + "\": ";
        String more =
                tally.count() == 1 ? "" : String.format(Locale.ROOT, " (%,d times, this is the first)", tally.count());
        return "warning: " + where + entry + tally.first().kind().text() + more;
    }
}
