// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions that an image was built by. Lines are read as Docker does: continued, with comments and here-documents;
 * what is not an instruction is reported and passed over.
 *
 * @param name what messages call the file; empty if there is none
 * @param instructions in their order
 * @param notUnderstood the numbers of lines that begin with no instruction
 */
public record Dockerfile(String name, List<Instruction> instructions, List<Integer> notUnderstood) {
    /** None is given. */
    public static final Dockerfile NONE = new Dockerfile("", List.of(), List.of());

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<-?[\"']?([A-Za-z_]\\w*)[\"']?");

    public Dockerfile {
        instructions = List.copyOf(instructions);
        notUnderstood = List.copyOf(notUnderstood);
    }

    /** Reads a Dockerfile. */
    public static Dockerfile parse(String name, String content) {
        boolean marked = content.startsWith(BYTE_ORDER_MARK);
        List<String> lines =
                content.substring(marked ? BYTE_ORDER_MARK.length() : 0).lines().toList();
        Directives directives = Directives.of(lines);
        List<Instruction> instructions = new ArrayList<>();
        List<Integer> notUnderstood = new ArrayList<>(directives.refused());
        for (int next = 0; next < lines.size(); ) {
            int first = next;
            StringBuilder text = new StringBuilder();
            next = readContinued(lines, first, directives, text);
            next = skipHereDocuments(lines, next, text);
            String whole = Instruction.oneLine(text.toString());
            if (!whole.isEmpty()) {
                Instruction instruction = Instruction.ofLine(whole, first + 1);
                if (instruction.keyword().isEmpty()) {
                    notUnderstood.add(first + 1);
                } else {
                    instructions.add(instruction);
                }
            }
        }
        return new Dockerfile(name, instructions, notUnderstood);
    }

    /** The same with other words in its instructions. */
    public Dockerfile with(UnaryOperator<String> words) {
        List<Instruction> others = instructions.stream()
                .map(instruction -> Instruction.ofLine(
                        words.apply(instruction.keyword() + " " + instruction.text()), instruction.line()))
                .toList();
        return new Dockerfile(name, others, notUnderstood);
    }

    /** Reads a line and those that continue it, without comments; gives the number of the line after them. */
    private static int readContinued(List<String> lines, int first, Directives directives, StringBuilder text) {
        for (int i = first; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            boolean passedOver = line.stripLeading().startsWith("#") || line.isBlank() && i > first;
            if (!passedOver) {
                boolean continued = directives.continues(line);
                text.append(continued ? line.substring(0, line.length() - 1) : line)
                        .append(' ');
                if (!continued) {
                    return i + 1;
                }
            } else if (i == first) {
                return i + 1;
            }
        }
        return lines.size();
    }

    private static int skipHereDocuments(List<String> lines, int next, StringBuilder text) {
        String first = text.toString().strip().toUpperCase(Locale.ROOT);
        int after = next;
        if (first.startsWith("RUN ") || first.startsWith("COPY ") || first.startsWith("ADD ")) {
            Matcher here = HERE_DOCUMENT.matcher(text.toString());
            while (here.find()) {
                while (after < lines.size() && !lines.get(after).strip().equals(here.group(1))) {
                    text.append(lines.get(after++)).append(' ');
                }
                after = Math.min(lines.size(), after + 1);
            }
        }
        return after;
    }

    /** Whether there is one. */
    public boolean isGiven() {
        return !name.isEmpty();
    }

    /** The instructions of the last stage, its FROM the first of them. */
    public List<Instruction> lastStage() {
        int from = 0;
        for (int i = 0; i < instructions.size(); i++) {
            if (instructions.get(i).keyword().equals("FROM")) {
                from = i;
            }
        }
        return instructions.subList(from, instructions.size());
    }

    /** The instruction that a history's step comes from, if that can be told. */
    public Optional<Instruction> find(Instruction step) {
        return lastStage().stream().filter(step::isSameAs).findFirst();
    }
}
