// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import io.github.imagesquash.message.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instruction of a Dockerfile, of a change of a config or of an image's history. It is split into the parts that all
 * instructions have.
 *
 * @param text the whole instruction with its here-documents, without white space around it
 * @param name its first word, as it was written
 * @param options the words behind it that begin with two dashes, without their quotes
 * @param arguments everything behind the options
 * @param line the number of the line where it begins, from 1; 0 in a history
 * @param escape the character that escapes others in its words
 */
public record Instruction(String text, String name, List<String> options, String arguments, int line, char escape) {
    private static final String DASHES = "--";

    /** The classic builder records digests of contents instead of sources. */
    private static final Pattern HASHED = Pattern.compile("(?:file|dir|multi):[0-9a-f]+ in (\\S+)");

    public Instruction {
        options = List.copyOf(options);
    }

    /** Splits an instruction. In options the escape is always a backslash, as in Docker. */
    static Instruction parse(String text, int line, char escape) {
        String whole = text.strip();
        String[] parts = whole.split("\\s+", 2);
        WordSplitter words = new WordSplitter(parts.length == 2 ? parts[1] : "", Directives.BACKSLASH);
        List<String> options = new ArrayList<>();
        boolean ended = false;
        while (!ended && words.nextStartsWith(DASHES)) {
            String option = WordSplitter.unquoted(words.next(), Directives.BACKSLASH);
            ended = option.equals(DASHES);
            if (!ended) {
                options.add(option);
            }
        }
        return new Instruction(whole, parts[0], options, words.rest(), line, escape);
    }

    /** The keyword that it begins with; empty if its first word is not a keyword. */
    public Optional<Keyword> keyword() {
        return Keyword.named(name);
    }

    /** Whether it begins with a keyword. */
    public boolean is(Keyword keyword) {
        return keyword().equals(Optional.of(keyword));
    }

    /** The words of its arguments, with their quotes and escapes. */
    public List<String> words() {
        return WordSplitter.split(arguments, escape);
    }

    /**
     * Parses a part of its arguments.
     *
     * @throws IllegalArgumentException if a quote or brace is not closed, or a substitution is unknown
     */
    public ShellWord shellWord(String part) {
        return ShellWord.parse(part, escape);
    }

    /** Whether here-documents may follow it, or the instruction behind {@code ONBUILD}. */
    boolean takesHereDocuments() {
        Optional<Keyword> own =
                is(Keyword.ONBUILD) ? parse(arguments, line, escape).keyword() : keyword();
        return own.filter(Keyword::takesHereDocuments).isPresent();
    }

    /** Whether it copies files: COPY or ADD. */
    public boolean isCopy() {
        return is(Keyword.COPY) || is(Keyword.ADD);
    }

    /** Whether it copies files of another stage or image; only a Dockerfile contains that information. */
    public boolean copiesFromStage() {
        return isCopy() && options.stream().anyMatch(option -> option.startsWith("--from="));
    }

    /** Whether it copies the whole build context. */
    public boolean copiesContext() {
        List<String> words = plainWords();
        return isCopy()
                && !copiesFromStage()
                && (arguments.startsWith("dir:")
                        || words.subList(0, Math.max(0, words.size() - 1)).stream()
                                .anyMatch(Set.of(".", "./", "/", "*", "./*")::contains));
    }

    /**
     * Whether this step of a history comes from an instruction of a Dockerfile. Options are not compared, and variables
     * are not expanded.
     */
    public boolean isSameAs(Instruction other) {
        if (keyword().isEmpty() || !keyword().equals(other.keyword())) {
            return false;
        }
        Matcher hashed = HASHED.matcher(argumentsInOneLine());
        boolean sameTarget = hashed.matches() && other.plainWords().getLast().equals(hashed.group(1));
        return sameTarget || plainWords().equals(other.plainWords());
    }

    /** The arguments split at white space. A history has neither quotes nor arrays. */
    private List<String> plainWords() {
        return Arrays.asList(
                Printable.inOneLine(CommandLine.withoutArray(arguments)).split(" "));
    }

    /** The arguments with each run of white space a single space. */
    public String argumentsInOneLine() {
        return Printable.inOneLine(arguments);
    }

    /** This instruction with another text, in one line; itself if that is the same. */
    Instruction with(UnaryOperator<String> words) {
        String old = inOneLine();
        String changed = words.apply(old);
        return changed.equals(old) ? this : parse(changed, line, escape);
    }

    /** The text with its keyword in upper case and each run of white space a single space. */
    public String inOneLine() {
        String whole = Printable.inOneLine(text);
        return keyword()
                .map(keyword -> keyword + whole.substring(name.length()))
                .orElse(whole);
    }

    /** For messages: in one line, with the Dockerfile's line, if there is one. */
    public String shown() {
        String whole = Printable.of(inOneLine());
        return line > 0 ? "line " + line + ": " + whole : whole;
    }
}
