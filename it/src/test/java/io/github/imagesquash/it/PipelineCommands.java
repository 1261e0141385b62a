// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shell commands of {@code docs/pipelines.md}, by the heading that they stand under. */
final class PipelineCommands {
    private static final Path DOCUMENT = Path.of("..", "docs", "pipelines.md");

    /** What begins commands inside of a pipeline's own language: a block scalar, or a string in three quotes. */
    private static final Pattern BEGIN = Pattern.compile("( *)(?:- )?(?:(?:run|script): \\||- \\||sh ''')");

    private PipelineCommands() {}

    /** The scripts below a heading, in order; a pipeline runs each in a shell of its own. */
    static List<String> below(String heading) throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf("\n## " + heading + "\n");
        if (begin < 0) {
            throw new AssertionError("no heading " + heading + " in " + DOCUMENT);
        }
        int end = document.indexOf("\n## ", begin + 1);
        String section = document.substring(begin, end < 0 ? document.length() : end);
        int fence = section.indexOf("\n```");
        String code = section.substring(section.indexOf('\n', fence + 1) + 1, section.indexOf("\n```", fence + 1));
        return section.startsWith("\n```sh\n", fence)
                ? List.of(code)
                : scripts(code.lines().toList());
    }

    private static List<String> scripts(List<String> lines) {
        List<String> scripts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher begin = BEGIN.matcher(lines.get(i));
            if (begin.matches()) {
                String script = indented(
                        lines.subList(i + 1, lines.size()), begin.group(1).length());
                scripts.add(script);
            }
        }
        return scripts;
    }

    private static String indented(List<String> lines, int outside) {
        List<String> script = lines.stream()
                .takeWhile(line -> line.length() - line.stripLeading().length() > outside)
                .toList();
        return String.join("\n", script).stripIndent();
    }
}
