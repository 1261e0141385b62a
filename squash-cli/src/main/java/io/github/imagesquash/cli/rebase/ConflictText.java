// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.compare.AttributeChange;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.rebase.ConfigConflict;
import io.github.imagesquash.rebase.PathConflict;
import io.github.imagesquash.request.RefusedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Conflicts between an image and a new base, a line each for people. */
public final class ConflictText {
    private static final int MOST = 20;

    private ConflictText() {}

    /** The lines; for long lists the beginning, and the number of the rest. */
    public static List<String> lines(List<ConfigConflict> config, List<PathConflict> paths) {
        List<String> lines = new ArrayList<>(
                bounded(config.stream().limit(MOST).map(ConflictText::line).toList(), config.size()));
        lines.addAll(bounded(paths.stream().limit(MOST).map(ConflictText::line).toList(), paths.size()));
        return lines;
    }

    /** What the user can do about conflicts. */
    public static List<String> hints(Reason.Conflicts conflicts) {
        List<String> hints = new ArrayList<>();
        if (!conflicts.config().isEmpty()) {
            hints.add("--on-conflict ours or theirs resolves conflicts of the config.");
        }
        if (!conflicts.paths().isEmpty()) {
            hints.add("--allow-conflicts puts the layers on the new base as they are.");
        }
        return hints;
    }

    private static List<String> bounded(List<String> lines, int all) {
        if (all <= lines.size()) {
            return lines;
        }
        List<String> bounded = new ArrayList<>(lines);
        bounded.add("  … and " + Numbers.count(all - lines.size()) + " more; --json lists all");
        return bounded;
    }

    private static String line(ConfigConflict conflict) {
        return Printable.of("  config " + conflict.key() + ": old base " + shown(conflict.oldBase()) + ", new base "
                + shown(conflict.newBase()) + ", image " + shown(conflict.image()));
    }

    private static String shown(String json) {
        return json.isEmpty() ? "none" : json;
    }

    private static String line(PathConflict conflict) {
        String layer = conflict.layer() == 0 ? "the image" : "layer " + conflict.layer();
        return "  " + conflict.path() + ": " + layer + " " + conflict.dependency() + " it; "
                + conflict.difference()
                        .map(ConflictText::text)
                        .orElse("it is there on only one of the bases, because a symbolic link leads elsewhere");
    }

    private static String text(PathDifference difference) {
        return switch (difference) {
            case PathDifference.Added _ -> "only the new base has it";
            case PathDifference.Removed _ -> "the new base does not have it";
            case PathDifference.Changed changed ->
                "in the new base "
                        + changed.changes().stream()
                                .map(AttributeChange::toString)
                                .collect(Collectors.joining(", "));
        };
    }
}
