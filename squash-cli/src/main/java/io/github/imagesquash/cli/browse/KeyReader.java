// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.browse.Key.Kind;
import java.io.IOException;
import java.util.Optional;

/** Recognises the keys in what a terminal sends: characters, and escape sequences as ECMA-48 has them. */
final class KeyReader {
    /** How long the rest of an escape sequence may take; the key Escape sends only its beginning. */
    private static final long SEQUENCE_MILLIS = 50;

    private static final int ESCAPE = 0x1b;
    private static final int DELETE = 0x7f;
    private static final int CTRL_D = 4;

    private final Characters input;

    /** A terminal's input. */
    @FunctionalInterface
    interface Characters {
        /** No more input will come. */
        int END = -1;

        /** Nothing came in time. */
        int NOTHING = -2;

        /** Waits for the next UTF-16 unit; {@link #END} or {@link #NOTHING} if there is none. */
        int read(long millis) throws IOException;
    }

    /** What came of waiting for a key. */
    sealed interface Result {}

    /** @param key the pressed key */
    record Pressed(Key key) implements Result {}

    /** Nothing was pressed. */
    record Nothing() implements Result {}

    /** The terminal is gone, or Ctrl-D was pressed. */
    record Ended() implements Result {}

    KeyReader(Characters input) {
        this.input = input;
    }

    /** Waits for a key. */
    Result read(long millis) throws IOException {
        int character = input.read(millis);
        return switch (character) {
            case Characters.NOTHING -> new Nothing();
            case Characters.END, CTRL_D -> new Ended();
            case ESCAPE -> new Pressed(sequence());
            default -> new Pressed(single(character));
        };
    }

    private Key single(int character) throws IOException {
        return switch (character) {
            case '\r', '\n' -> Key.of(Kind.ENTER);
            case '\t' -> Key.of(Kind.TAB);
            case '\b', DELETE -> Key.of(Kind.BACKSPACE);
            default -> {
                if (Character.isHighSurrogate((char) character)) {
                    int low = input.read(SEQUENCE_MILLIS);
                    yield low < 0 ? Key.of(Kind.OTHER) : Key.of(Character.toCodePoint((char) character, (char) low));
                }
                yield character < ' ' ? Key.of(Kind.OTHER) : Key.of(character);
            }
        };
    }

    private Key sequence() throws IOException {
        int introducer = input.read(SEQUENCE_MILLIS);
        if (introducer < 0 || introducer == ESCAPE) {
            return Key.of(Kind.ESCAPE);
        }
        if (introducer != '[' && introducer != 'O') {
            return Key.of(Kind.OTHER);
        }
        StringBuilder parameters = new StringBuilder();
        for (Optional<Integer> next = next(); next.isPresent(); next = next()) {
            int character = next.get();
            if (character >= '@' && character <= '~') {
                return Key.of(named((char) character, parameters.toString()));
            }
            parameters.append((char) character);
        }
        return Key.of(Kind.OTHER);
    }

    private Optional<Integer> next() throws IOException {
        int character = input.read(SEQUENCE_MILLIS);
        return character < 0 ? Optional.empty() : Optional.of(character);
    }

    private static Kind named(char last, String parameters) {
        return switch (last) {
            case 'A' -> Kind.UP;
            case 'B' -> Kind.DOWN;
            case 'C' -> Kind.RIGHT;
            case 'D' -> Kind.LEFT;
            case 'H' -> Kind.HOME;
            case 'F' -> Kind.END;
            case 'M' -> Kind.ENTER;
            case 'Z' -> Kind.BACK_TAB;
            case '~' ->
                switch (parameters) {
                    case "1", "7" -> Kind.HOME;
                    case "4", "8" -> Kind.END;
                    case "5" -> Kind.PAGE_UP;
                    case "6" -> Kind.PAGE_DOWN;
                    default -> Kind.OTHER;
                };
            default -> Kind.OTHER;
        };
    }
}
