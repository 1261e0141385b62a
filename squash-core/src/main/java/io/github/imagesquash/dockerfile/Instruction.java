// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import io.github.imagesquash.message.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instruction of a Dockerfile, written there or remembered by an image's history.
 *
 * @param keyword in upper case, such as {@code RUN}; empty where the history does not say
 * @param text what follows, in one line
 * @param line where it begins in the Dockerfile, from 1; 0 in a history
 */
public record Instruction(String keyword, String text, int line) {
    /** What is looked at of a history's step, in characters: more is nothing that a person wrote. */
    private static final int LONGEST = 8192;

    private static final String NOT_RUN = "/bin/sh -c #(nop)";
    private static final Pattern SHELL =
            Pattern.compile("(?:RUN )?(?:\\|[0-9]+ .*?)?/bin/(?:ba|a)?sh (?:-(?!c )\\S+ (?:pipefail )?)*+-c (.*)");
    /** The classic builder remembers contents instead of sources. */
    private static final Pattern HASHED = Pattern.compile("(?:file|dir|multi):[0-9a-f]+ in (\\S+)");

    /** What a step of an image's history was, as Docker's classic builder, BuildKit and buildah write it. */
    public static Instruction ofHistory(String createdBy) {
        String bounded = createdBy.substring(0, Math.min(createdBy.length(), LONGEST));
        String step = oneLine(bounded.replaceFirst("# buildkit$", ""));
        if (step.startsWith(NOT_RUN)) {
            return ofLine(step.substring(NOT_RUN.length()).strip(), 0);
        }
        Matcher shell = SHELL.matcher(step);
        return shell.matches() ? new Instruction("RUN", shell.group(1).strip(), 0) : ofLine(step, 0);
    }

    /** An instruction in one line. */
    public static Instruction ofLine(String text, int line) {
        String[] words = text.split(" ", 2);
        return Keyword.named(words[0])
                .map(keyword -> new Instruction(keyword.name(), words.length > 1 ? words[1].strip() : "", line))
                .orElseGet(() -> new Instruction("", text, line));
    }

    /** With each run of white space a single space. */
    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    public boolean isRun() {
        return keyword.equals("RUN");
    }

    /** Whether it brings in files: COPY or ADD. */
    public boolean isCopy() {
        return keyword.equals("COPY") || keyword.equals("ADD");
    }

    /** Whether it brings in files of another stage or image, which only a Dockerfile tells. */
    public boolean copiesFromStage() {
        return isCopy() && text.contains("--from=");
    }

    /** Whether it brings in the whole context of the build. */
    public boolean copiesContext() {
        List<String> words = words();
        return isCopy()
                && !copiesFromStage()
                && (text.startsWith("dir:")
                        || words.subList(0, Math.max(0, words.size() - 1)).stream()
                                .anyMatch(Set.of(".", "./", "/", "*", "./*")::contains));
    }

    /** Whether a history's step and a Dockerfile's instruction are the same; variables are not expanded. */
    public boolean isSameAs(Instruction other) {
        if (!keyword.equals(other.keyword) || keyword.isEmpty()) {
            return false;
        }
        Matcher hashed = HASHED.matcher(text);
        boolean sameTarget = hashed.matches()
                && !other.words().isEmpty()
                && other.words().getLast().equals(hashed.group(1));
        return sameTarget || words().equals(other.words());
    }

    /** Its words without options. */
    private List<String> words() {
        return Arrays.stream(oneLine(text).split(" "))
                .dropWhile(word -> word.startsWith("--"))
                .toList();
    }

    /** For messages: with the Dockerfile's line, if there is one. */
    public String shown() {
        String whole = Printable.of((keyword + " " + text).strip());
        return line > 0 ? "line " + line + ": " + whole : whole;
    }
}
