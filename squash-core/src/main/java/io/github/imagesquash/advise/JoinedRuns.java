// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.Keyword;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One RUN with the same effect as all from one RUN to another. There is none if an instruction between them changes files or what a
 * RUN sees, or if their texts do not survive being joined.
 */
final class JoinedRuns {
    /** What changes the config alone, and nothing of it that a RUN sees. */
    private static final Set<Keyword> NOT_SEEN = EnumSet.of(
            Keyword.LABEL,
            Keyword.EXPOSE,
            Keyword.CMD,
            Keyword.ENTRYPOINT,
            Keyword.STOPSIGNAL,
            Keyword.HEALTHCHECK,
            Keyword.MAINTAINER);

    /** Comments, here-documents and masked secrets. */
    private static final Pattern NOT_JOINED = Pattern.compile("#|<<|\\*\\*\\*|\\\\$|^\\[");

    /** White space in quotes, of which one space would be left. */
    private static final Pattern SPACED =
            Pattern.compile("\"[^\"]*\\s\\s[^\"]*\"|'[^']*\\s\\s[^']*'|[\"'\\\\][^ ]*[\\n\\t]");

    /** A list of commands with no other operator, none of which changes the shell itself. */
    private static final Pattern PLAIN = Pattern.compile("(?:(?!&&)[^;|&()=]|&&)+");

    private static final Pattern CHANGES_SHELL = Pattern.compile(
            "\\b(?:cd|export|set|exit|exec|umask|unset|source|alias|trap|shopt|pushd|return|eval)\\b|(?:^|&& )\\. ");

    private JoinedRuns() {}

    /** The line for the Dockerfile, without the word RUN's own line number. */
    static Optional<String> of(Dockerfile file, Instruction first, Instruction last) {
        List<Instruction> stage = file.lastStage();
        int from = stage.indexOf(first);
        int to = stage.indexOf(last);
        if (from < 0 || to <= from || isThereTwice(stage, first) || isThereTwice(stage, last)) {
            return Optional.empty();
        }
        List<String> commands = new ArrayList<>();
        for (Instruction step : stage.subList(from, to + 1)) {
            if (step.is(Keyword.RUN) && isInOneLine(step)) {
                commands.add(inShellOfItsOwn(step.argumentsInOneLine()));
            } else if (step.keyword().filter(NOT_SEEN::contains).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of("RUN " + String.join(" && ", commands));
    }

    /** Then the history does not tell which of them made a layer. */
    private static boolean isThereTwice(List<Instruction> stage, Instruction step) {
        return stage.stream().filter(step::isSameAs).count() > 1;
    }

    /** Where the line goes. */
    static String place(Instruction first, Instruction last) {
        return "in place of each RUN from line " + first.line() + " to line " + last.line();
    }

    /** Whether a RUN of a Dockerfile can be written in one line with the same effect. */
    static boolean isInOneLine(Instruction run) {
        return run.line() > 0
                && run.options().isEmpty()
                && !NOT_JOINED.matcher(run.arguments()).find()
                && !SPACED.matcher(run.arguments()).find();
    }

    private static String inShellOfItsOwn(String commands) {
        boolean plain = PLAIN.matcher(commands).matches()
                && !CHANGES_SHELL.matcher(commands).find();
        return plain ? commands : "( " + commands + " )";
    }
}
