// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.filter.PathWords;
import io.github.imagesquash.packages.RawText;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs that settings and crontabs start by name: {@code ExecStart=} of systemd, {@code command=} of supervisor,
 * {@code Exec=} of desktop entries, the program of a Procfile, and commands of crontabs and of init's table.
 */
final class ExecLineEdges implements EdgeFinder {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?m)^[ \\t]*+(?:Exec\\w*+|command|program|exec|web|worker)\\s*+[=:]\\s*+[\"'@:+!-]*+"
                    + "([\\w./+-]++)(.*+)$");
    /** The first word may be a user: system-wide crontabs have one in front of the command. */
    private static final Pattern CRON = Pattern.compile("(?m)^(?:@\\w++|(?:[\\w*/,-]++[ \\t]++){5})(.*+)$");
    /** inittab(5), of sysvinit and of busybox. */
    private static final Pattern INIT = Pattern.compile("(?m)^(?:[^#:\\n]*+:){3}(.*+)$");

    /** Programs that start the program which their arguments name. */
    private static final Set<String> STARTERS = Set.of(
            "env",
            "sh",
            "bash",
            "dash",
            "ash",
            "exec",
            "nice",
            "ionice",
            "nohup",
            "su",
            "sudo",
            "gosu",
            "su-exec",
            "setpriv",
            "timeout",
            "chroot",
            "flock",
            "tini",
            "dumb-init",
            "start-stop-daemon",
            "daemonize");

    private final ImageLookup lookup;

    ExecLineEdges(ImageLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        boolean cron = file.directory().contains("cron") || file.name().equals("crontab");
        boolean setting = file.directory().startsWith("/etc")
                || file.isStarted()
                || file.name().equals("Procfile")
                || file.name().endsWith(".service")
                || file.name().endsWith(".desktop");
        Set<String> programs = new LinkedHashSet<>();
        if (setting && file.shebang().isEmpty()) {
            Matcher line = ASSIGNMENT.matcher(file.text());
            while (line.find()) {
                String program = line.group(1);
                programs.add(program);
                if (STARTERS.contains(program.substring(program.lastIndexOf('/') + 1))) {
                    programs.addAll(PathWords.of(line.group(2)));
                }
            }
        }
        if (cron && file.shebang().isEmpty()) {
            addWords(CRON.matcher(file.text()), programs);
        }
        if (file.name().equals("inittab")) {
            addWords(INIT.matcher(file.text()), programs);
        }
        for (String program : programs) {
            String how = "starts " + RawText.shown(program);
            lookup.command(program).forEach(path -> edges.accept(new Edge(path, Strength.NAMED, how)));
        }
    }

    /** A line is a command of the shell, so that each word may be a program. */
    private static void addWords(Matcher line, Set<String> programs) {
        while (line.find()) {
            programs.addAll(PathWords.of(line.group(1)));
        }
    }
}
