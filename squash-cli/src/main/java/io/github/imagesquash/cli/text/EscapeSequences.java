// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.imagesquash.message.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Escapes in JSON what {@link Printable} escapes in text, so that a report can be shown on a terminal. The JSON value
 * is the same. Both halves of all surrogate pairs are escaped, because a single half has no form in UTF-8.
 */
public final class EscapeSequences extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final char DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_STANDARD;
        return codes;
    }

    /** The escape; null if there is none, as the superclass requires. */
    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return Printable.isShown(character) ? null : new SerializedString(String.format("\\u%04x", character));
    }
}
