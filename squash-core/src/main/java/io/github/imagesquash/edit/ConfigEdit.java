// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.InstructionReader;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.util.List;

/** One change of an image's config: an instruction of a Dockerfile, or {@code UNSET} and what is to go. */
public final class ConfigEdit {
    private final String text;
    private final Effect effect;

    ConfigEdit(String text, Effect effect) {
        this.text = text;
        this.effect = effect;
    }

    /** What an instruction does. */
    @FunctionalInterface
    interface Effect {
        /** Changes the config; an {@link IllegalArgumentException} says what cannot be. */
        void on(RunConfig config) throws InvalidImageException;
    }

    /**
     * Parses what follows {@code --change}: an instruction, or several on lines of their own.
     *
     * @throws IllegalArgumentException if there is none, or one cannot be; the message has its text
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
                // Does not depend on the image, so that what is wrong is wrong for all.
                edit.effect.on(RunConfig.empty());
            }
            return edit;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + Printable.of(line.text()) + "\": " + e.getMessage(), e);
        } catch (InvalidImageException e) {
            throw new IllegalStateException("an empty config is valid", e);
        }
    }

    /** The instruction as it was written. */
    public String text() {
        return text;
    }

    /** Carries it out; says whether that changed anything. */
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
