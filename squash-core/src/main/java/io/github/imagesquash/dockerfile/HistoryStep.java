// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step of an image's history, as Docker's classic builder, BuildKit and buildah write it. Its parts in their order
 * make up the whole text.
 *
 * @param lead BuildKit's {@code RUN}; or the classic builder's shell and {@code #(nop)}, which marks what it did not
 *     run; or empty
 * @param buildArguments the number of build arguments and their values: {@code |1 A=b}. They end at the last shell,
 *     because builders write no quotes and a value may contain another shell. Without a shell they end with the text
 * @param shell the shell that ran the command, with its options and blanks; empty if there is none
 * @param command the command, or the instruction if there is no shell
 */
public record HistoryStep(String lead, String buildArguments, String shell, String command) {
    /** The most that is read of an instruction, in characters: nobody writes longer ones. */
    private static final int LONGEST = 8192;

    private static final String NOT_RUN = "#(nop)";
    /** Steps that begin with values are excluded: a value may contain anything. */
    private static final Pattern LEAD = Pattern.compile("(?!(?:ARG|ENV|RUN) |\\|)[^\\n]*?#\\(nop\\)\\s*+");

    /**
     * For example {@code -e}, {@code -o pipefail} or {@code -eo pipefail}, and at the end {@code -c} or {@code -xc}.
     */
    private static final String OPTIONS = "(?: -(?:[\\w-]*o [a-z]+|[\\w-]*[\\w&&[^c]](?= )))*+ -[a-z]*c ";

    private static final Pattern ARGUMENTS = Pattern.compile("(RUN )?\\|[0-9]+(?= )");
    private static final Pattern SHELL_AFTER_ARGUMENTS = Pattern.compile(" /[^ =]+" + OPTIONS);
    private static final Pattern SHELL = Pattern.compile("(RUN )?(/bin/(?:ba|a)?sh" + OPTIONS + ")");

    /** Takes a step apart. */
    public static HistoryStep parse(String createdBy) {
        Matcher lead = LEAD.matcher(createdBy);
        if (lead.lookingAt()) {
            return new HistoryStep(lead.group(), "", "", createdBy.substring(lead.end()));
        }
        Matcher arguments = ARGUMENTS.matcher(createdBy);
        if (arguments.lookingAt()) {
            return withArguments(createdBy, arguments.group(1) == null ? 0 : arguments.end(1));
        }
        Matcher shell = SHELL.matcher(createdBy);
        if (shell.lookingAt()) {
            int begin = shell.start(2);
            return new HistoryStep(createdBy.substring(0, begin), "", shell.group(2), createdBy.substring(shell.end()));
        }
        return new HistoryStep("", "", "", createdBy);
    }

    private static HistoryStep withArguments(String createdBy, int begin) {
        String lead = createdBy.substring(0, begin);
        return SHELL_AFTER_ARGUMENTS
                .matcher(createdBy)
                .results()
                .reduce((_, last) -> last)
                .map((MatchResult shell) -> new HistoryStep(
                        lead,
                        createdBy.substring(begin, shell.start()),
                        shell.group(),
                        createdBy.substring(shell.end())))
                .orElseGet(() -> new HistoryStep(lead, createdBy.substring(begin), "", ""));
    }

    /** For people: the instruction in one line. */
    public String shown() {
        return instruction().shown();
    }

    /** The instruction of the step, without what the builder put around it. */
    public Instruction instruction() {
        String whole = lead.contains(NOT_RUN) ? command : lead + buildArguments + command;
        String text = shell.isEmpty() ? whole : Keyword.RUN + " " + command;
        String bounded = text.substring(0, Math.min(text.length(), LONGEST));
        return Instruction.parse(bounded.replaceFirst("# buildkit$", ""), 0, Directives.BACKSLASH);
    }
}
