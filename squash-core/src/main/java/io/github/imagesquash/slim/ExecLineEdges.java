// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs that settings and crontabs start by name: {@code ExecStart=} of systemd, {@code command=} of supervisor,
 * {@code Exec=} of desktop entries, the program of a Procfile and of a line of a crontab.
 */
final class ExecLineEdges implements EdgeFinder {
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?m)^[ \\t]*+(?:Exec\\w*+|command|program|exec|web|worker)\\s*+[=:]\\s*+[\"'@:+!-]*+([\\w./+-]++)");
    /** The first word may be a user: system-wide crontabs have one in front of the command. */
    private static final Pattern CRON = Pattern.compile(
            "(?m)^(?:@\\w++|(?:[\\w*/,-]++[ \\t]++){5})[ \\t]*+([\\w./+-]++)(?:[ \\t]++([\\w./+-]++))?+");

    private final ImageLookup lookup;

    ExecLineEdges(ImageLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        boolean cron = file.directory().contains("cron");
        boolean setting = file.directory().startsWith("/etc")
                || file.isStarted()
                || file.name().equals("Procfile")
                || file.name().endsWith(".service");
        if (setting && file.shebang().isEmpty()) {
            add(ASSIGNMENT.matcher(file.text()), edges);
        }
        if (cron) {
            add(CRON.matcher(file.text()), edges);
        }
    }

    private void add(Matcher line, Consumer<Edge> edges) {
        while (line.find()) {
            for (int group = 1; group <= line.groupCount(); group++) {
                String program = Objects.requireNonNullElse(line.group(group), "");
                String how = "starts " + RawText.shown(program);
                lookup.command(program).forEach(path -> edges.accept(new Edge(path, Strength.NAMED, how)));
            }
        }
    }
}
