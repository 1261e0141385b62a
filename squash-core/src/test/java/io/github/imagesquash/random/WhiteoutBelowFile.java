// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static io.github.imagesquash.random.ModelTree.join;

import io.github.imagesquash.random.LayerEntry.Kind;

/** Adds whiteouts below a link or a file of a lower layer, or below nothing, with or without files beside them. */
final class WhiteoutBelowFile {
    private final Dice dice;
    private final LayerDraft draft;

    WhiteoutBelowFile(Dice dice, LayerDraft draft) {
        this.dice = dice;
        this.draft = draft;
    }

    /** Adds some in a directory, unless engines disagree on the group of what is made there; whether it did. */
    boolean add(String directory) {
        if (draft.handsDownGroup(directory)) {
            return false;
        }
        String file = draft.untouched(directory)
                .filter(path -> !draft.tree().isDirectory(path))
                .orElseGet(() -> draft.freePath(directory));
        String place = dice.oneIn(3) ? join(file, "deep") : file;
        draft.implyNew(file);
        draft.implyNew(place);
        boolean contentFirst = dice.oneIn(3);
        if (dice.oneIn(2)) {
            empty(place, contentFirst);
        } else {
            hide(place, contentFirst);
        }
        if (dice.oneIn(3)) {
            add(join(place, "last"), Kind.FIFO);
        }
        return true;
    }

    /** The marker acts first, wherever it stands. */
    private void empty(String place, boolean contentFirst) {
        LayerEntry marker = Chances.marker(dice, join(place, ".wh..wh..opq"));
        draft.apply(marker);
        if (contentFirst) {
            add(join(place, "first"), Kind.FILE);
        }
        draft.entries().add(marker);
    }

    private void hide(String place, boolean contentFirst) {
        if (contentFirst) {
            add(join(place, "first"), Kind.FILE);
        }
        draft.add(Chances.marker(dice, join(place, ".wh.gone")));
        draft.add(Chances.marker(dice, join(place, ".wh.gone too")));
    }

    private void add(String path, Kind kind) {
        draft.add(path, Chances.node(dice, kind, path));
    }
}
