// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a traced run opened. Each line is a path, or a line of strace(1), fatrace(1), bpftrace's opensnoop, or a
 * JSON report of a tool that slims images; other lines are skipped. Texts have a character for each byte.
 */
public final class TracedPaths {
    private static final Pattern QUOTED = Pattern.compile("\"(/(?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern FAILED = Pattern.compile("= -1 E[A-Z]+ ");
    private static final Pattern PLAIN = Pattern.compile("(?:^|[:\\s])(/[^\"]*+)$");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{1,3}|.)");

    private TracedPaths() {}

    /** The absolute paths in a trace, each once, in the order of the lines; does not close it. */
    public static Set<String> in(BufferedReader trace) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        for (String line = trace.readLine(); line != null; line = trace.readLine()) {
            addFrom(line, paths);
        }
        return paths;
    }

    /** The absolute paths that strace found missing, each once, in the order of the lines; does not close it. */
    public static Set<String> missingIn(BufferedReader trace) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        for (String line = trace.readLine(); line != null; line = trace.readLine()) {
            Matcher quoted = QUOTED.matcher(line);
            if (line.contains("= -1 ENOENT") && quoted.find()) {
                paths.add(unescaped(quoted.group(1)));
            }
        }
        return paths;
    }

    private static void addFrom(String line, Set<String> paths) {
        Matcher quoted = QUOTED.matcher(line);
        boolean failed = FAILED.matcher(line).find();
        boolean any = false;
        while (quoted.find()) {
            any = true;
            if (!failed) {
                paths.add(unescaped(quoted.group(1)));
            }
        }
        Matcher plain = PLAIN.matcher(line.stripTrailing());
        if (!any && plain.find()) {
            paths.add(plain.group(1));
        }
    }

    /** strace writes bytes that are not printable in octal. */
    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> {
            String code = escape.group(1);
            boolean octal = code.charAt(0) >= '0' && code.charAt(0) <= '7';
            String one = octal ? String.valueOf((char) (Integer.parseInt(code, 8) & 0xff)) : code;
            return Matcher.quoteReplacement(one);
        });
    }
}
