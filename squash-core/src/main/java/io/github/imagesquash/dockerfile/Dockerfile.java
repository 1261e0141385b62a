// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The instructions that an image was built from. Lines are read as in Docker, with continuations, comments and
 * here-documents. Other lines are reported and skipped.
 *
 * @param name what messages call the file; empty if there is none
 * @param instructions in their order
 * @param notUnderstood the numbers of lines that do not begin with an instruction
 */
public record Dockerfile(String name, List<Instruction> instructions, List<Integer> notUnderstood) {
    /** No Dockerfile. */
    public static final Dockerfile NONE = new Dockerfile("", List.of(), List.of());

    public Dockerfile {
        instructions = List.copyOf(instructions);
        notUnderstood = List.copyOf(notUnderstood);
    }

    /** Reads a Dockerfile. */
    public static Dockerfile parse(String name, String content) {
        List<Instruction> all = InstructionReader.readDockerfile(content);
        return new Dockerfile(
                name,
                all.stream()
                        .filter(instruction -> instruction.keyword().isPresent())
                        .toList(),
                all.stream()
                        .filter(instruction -> instruction.keyword().isEmpty())
                        .map(Instruction::line)
                        .toList());
    }

    /**
     * This file with other instructions.
     *
     * @param words gets the text of an instruction, in one line, and returns the new one
     */
    public Dockerfile with(UnaryOperator<String> words) {
        List<Instruction> others = instructions.stream()
                .map(instruction -> instruction.with(words))
                .toList();
        return new Dockerfile(name, others, notUnderstood);
    }

    /** Whether there is a Dockerfile. */
    public boolean isGiven() {
        return !name.isEmpty();
    }

    /** The instructions of the last stage, its FROM the first of them. */
    public List<Instruction> lastStage() {
        int from = 0;
        for (int i = 0; i < instructions.size(); i++) {
            if (instructions.get(i).is(Keyword.FROM)) {
                from = i;
            }
        }
        return instructions.subList(from, instructions.size());
    }

    /** The instruction that a step of the history comes from, if it can be identified. */
    public Optional<Instruction> find(Instruction step) {
        return lastStage().stream().filter(step::isSameAs).findFirst();
    }
}
