// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.InstructionReader;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.util.List;

/** One change of an image's config: a Dockerfile instruction, or {@code UNSET} and what to remove. */
public final class ConfigEdit {
    private final String text;
    private final Effect effect;

    ConfigEdit(String text, Effect effect) {
        this.text = text;
        this.effect = effect;
    }

    /** The effect of an instruction. */
    @FunctionalInterface
    interface Effect {
        /** Changes the config; throws {@link IllegalArgumentException} if the change is impossible. */
        void on(RunConfig config) throws InvalidImageException;
    }

    /**
     * Parses the value of {@code --change}: one instruction, or several on lines of their own.
     *
     * @throws IllegalArgumentException if there is no instruction, or one is invalid; the message quotes it
     */
    public static List<ConfigEdit> parse(String text) {
        List<Instruction> lines = InstructionReader.read(text);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an instruction is expected, such as ENV NAME=VALUE");
        }
        return lines.stream().map(ConfigEdit::parse).toList();
    }

    private static ConfigEdit parse(Instruction line) {
        try {
            ConfigEdit edit = EditParser.parse(line);
            if (!line.text().contains("$")) {
                // Checked without an image: an error here is one for every image.
                edit.effect.on(RunConfig.empty());
            }
            return edit;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + Printable.of(line.text()) + "\": " + e.getMessage(), e);
        } catch (InvalidImageException e) {
            throw new IllegalStateException("an empty config is valid", e);
        }
    }

    /** The instruction as the user wrote it. */
    public String text() {
        return text;
    }

    /** Applies the change; returns whether the config is different now. */
    boolean apply(RunConfig config) throws InvalidImageException, ConfigEditException {
        Object before = config.copy();
        try {
            effect.on(config);
        } catch (IllegalArgumentException e) {
            throw new ConfigEditException(Printable.of(text), e);
        }
        return !before.equals(config.copy());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigEdit edit && text.equals(edit.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
