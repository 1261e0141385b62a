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
    private static final Pattern CALL = Pattern.compile(
            "\\b(?:spawn|spawnSync|exec|execFile|execSync|execFileSync|system|popen|Popen|run|call|check_call|check_output"
                    + "|shell_exec|passthru|proc_open|capture2|capture3|create_subprocess_exec)"
                    + "\\s*+\\(\\s*+\\[?+\\s*+f?+[\"'`]([\\w+.-]++)");

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
        Matcher call = CALL.matcher(file.text());
        while (call.find()) {
            commands.add(call.group(1));
        }
        Strength strength = file.isStarted() ? Strength.NAMED : Strength.GUESSED;
        for (String command : commands) {
            String how = "starts " + RawText.shown(command);
            lookup.command(command).forEach(path -> edges.accept(new Edge(path, strength, how)));
        }
    }
}
