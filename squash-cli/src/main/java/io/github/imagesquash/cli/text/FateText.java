// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.filter.Cause;

/** The fate of an entry, in one word and in a few words. */
public final class FateText {
    private FateText() {}

    /** For programs: {@code kept}, {@code overwritten}, {@code deleted}, {@code hidden} or {@code dropped}. */
    public static String word(Fate fate) {
        return switch (fate) {
            case Fate.Kept _ -> "kept";
            case Fate.Overwritten _ -> "overwritten";
            case Fate.Deleted _ -> "deleted";
            case Fate.Hidden _ -> "hidden";
            case Fate.Dropped _ -> "dropped";
        };
    }

    /** The layer that replaced, deleted or hid the entry; 0 if none did. */
    public static int by(Fate fate) {
        return switch (fate) {
            case Fate.Overwritten(int layer) -> layer;
            case Fate.Deleted(int layer) -> layer;
            case Fate.Hidden(int layer) -> layer;
            case Fate.Kept _, Fate.Dropped _ -> 0;
        };
    }

    /** For people: {@code deleted by layer 3}. */
    public static String sentence(Fate fate) {
        return switch (fate) {
            case Fate.Kept _ -> word(fate);
            case Fate.Overwritten _, Fate.Deleted _, Fate.Hidden _ -> word(fate) + " by layer " + by(fate);
            case Fate.Dropped(Cause cause) -> "left out: " + cause.text();
        };
    }
}
