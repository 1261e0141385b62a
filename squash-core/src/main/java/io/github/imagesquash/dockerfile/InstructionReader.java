// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the instructions of a text as Docker's parser does. Comments and empty lines are skipped. An escape at the end
 * of a line joins the next one to it; comments and empty lines between them are skipped. A directive that Docker
 * refuses is returned as an instruction whose name is not a keyword.
 *
 * @see <a href="https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go">Docker's parser</a>
 */
public final class InstructionReader {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final List<String> lines = new ArrayList<>();
    private final Directives directives;
    private int next;

    private InstructionReader(String content) {
        String text = content.startsWith(BYTE_ORDER_MARK) ? content.substring(BYTE_ORDER_MARK.length()) : content;
        for (String line : text.split("\n", -1)) {
            lines.add(withoutCarriageReturns(line));
        }
        directives = Directives.of(lines);
    }

    /** Reads a text without here-documents, such as a change of a config. */
    public static List<Instruction> read(String content) {
        return new InstructionReader(content).read(false);
    }

    /** Reads a Dockerfile. The text of an instruction includes its here-documents. */
    static List<Instruction> readDockerfile(String content) {
        return new InstructionReader(content).read(true);
    }

    private List<Instruction> read(boolean hereDocuments) {
        List<Instruction> instructions = new ArrayList<>();
        while (next < lines.size()) {
            int number = next + 1;
            String line = nextLine();
            if (!line.isBlank()) {
                Instruction instruction = Instruction.parse(line, number, directives.escape());
                instructions.add(
                        hereDocuments && instruction.takesHereDocuments()
                                ? withHereDocuments(instruction)
                                : instruction);
            }
        }
        return instructions;
    }

    /** The next line with the lines that are joined to it; empty for a comment. */
    private String nextLine() {
        String line = lines.get(next++);
        if (directives.refused().contains(next)) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        boolean continues = !isComment(line) && append(line, text);
        while (continues && next < lines.size()) {
            String more = lines.get(next++);
            continues = isComment(more) || more.isBlank() || append(more, text);
        }
        return text.toString();
    }

    /** Appends a line, without the escape at its end if there is one; returns whether there is one. */
    private boolean append(String line, StringBuilder text) {
        int end = directives.continuation(line);
        text.append(line, 0, end < 0 ? line.length() : end);
        return end >= 0;
    }

    private Instruction withHereDocuments(Instruction instruction) {
        StringBuilder text = new StringBuilder(instruction.text());
        for (HereDocument document : HereDocument.of(instruction.text())) {
            boolean ended = false;
            while (!ended && next < lines.size()) {
                String line = lines.get(next++);
                ended = document.endsAt(line);
                text.append(ended ? "" : "\n" + line);
            }
        }
        return Instruction.parse(text.toString(), instruction.line(), instruction.escape());
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private static String withoutCarriageReturns(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(0, end);
    }
}
