// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that a program's source starts by name, such as {@code subprocess.run(["ffmpeg", …])}. */
final class ProcessCallEdges implements EdgeFinder {
    private static final Pattern SOURCE = Pattern.compile(".*\\.(?:py|js|mjs|cjs|ts|rb|php|pl|pm|cgi|lua|tcl)|[^.]*+");
    private static final Set<String> CALLS = Set.of(
            "call",
            "capture2",
            "capture3",
            "check_call",
            "check_output",
            "create_subprocess_exec",
            "exec",
            "execFile",
            "execFileSync",
            "execSync",
            "passthru",
            "popen",
            "Popen",
            "proc_open",
            "run",
            "shell_exec",
            "spawn",
            "spawnSync",
            "system");

    /** Begins with a character that is rarer than words. */
    private static final Pattern ARGUMENT = Pattern.compile("\\(\\s*+\\[?+\\s*+f?+[\"'`]([\\w+.-]++)");

    private final ImageLookup lookup;

    ProcessCallEdges(ImageLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        boolean source = SOURCE.matcher(file.name()).matches()
                && (file.name().contains(".") || !file.shebang().isEmpty());
        if (!source) {
            return;
        }
        Set<String> commands = new TreeSet<>();
        String text = file.text();
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find()) {
            if (CALLS.contains(wordBefore(text, argument.start()))) {
                commands.add(argument.group(1));
            }
        }
        Strength strength = file.isStarted() ? Strength.NAMED : Strength.GUESSED;
        for (String command : commands) {
            String how = "starts " + RawText.shown(command);
            lookup.command(command).forEach(path -> edges.accept(new Edge(path, strength, how)));
        }
    }

    private static String wordBefore(String text, int position) {
        int end = position;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '_')) {
            start--;
        }
        return text.substring(start, end);
    }
}
