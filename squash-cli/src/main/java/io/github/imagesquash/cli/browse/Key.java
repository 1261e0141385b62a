// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

/**
 * A pressed key.
 *
 * @param kind which one
 * @param character the code point of a character; 0 for other keys
 */
record Key(Kind kind, int character) {
    /** The keys that have a meaning. */
    enum Kind {
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        TAB,
        BACK_TAB,
        ESCAPE,
        BACKSPACE,
        CHARACTER,
        OTHER
    }

    static Key of(Kind kind) {
        return new Key(kind, 0);
    }

    static Key of(int character) {
        return new Key(Kind.CHARACTER, character);
    }

    /** The key that moves like this letter, as in vi; the key itself for others. */
    Key asMove() {
        return switch (character) {
            case 'k' -> of(Kind.UP);
            case 'j' -> of(Kind.DOWN);
            case 'h' -> of(Kind.LEFT);
            case 'l' -> of(Kind.RIGHT);
            case 'g' -> of(Kind.HOME);
            case 'G' -> of(Kind.END);
            default -> this;
        };
    }
}
