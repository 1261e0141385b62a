// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.replay.LayerWalk.Place;
import io.github.imagesquash.replay.LayerWalk.Way;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the directories of a layer's whiteouts, as engines do when they unpack the layer, even if the lower layers
 * have no directory, or a symbolic link or a file. Directories that no other entry of the layer needs cause a warning.
 */
final class WhiteoutDirectories {
    private final MergedTree merged;
    private final Changeset changeset;
    private final SymlinkParents symlinkParents;
    private final WhiteoutTargets removals;
    private final List<Made> made = new ArrayList<>();
    private int next;

    private record Made(ImagePath directory, Whiteout whiteout) {}

    WhiteoutDirectories(
            MergedTree merged, Changeset changeset, SymlinkParents symlinkParents, WhiteoutTargets removals) {
        this.merged = merged;
        this.changeset = changeset;
        this.symlinkParents = symlinkParents;
        this.removals = removals;
    }

    /** Creates those of the whiteouts that come after this number of additions. */
    void makeAt(int position) throws InvalidImageException {
        List<Whiteout> whiteouts = changeset.whiteouts();
        while (next < whiteouts.size() && whiteouts.get(next).position() == position) {
            make(whiteouts.get(next), removals.places().get(next));
            next++;
        }
    }

    /** Warns about directories that were missing and that no entry of the layer has described or filled. */
    void warnOfEmpty() {
        for (Made directory : made) {
            if (merged.tree().find(directory.directory()).filter(this::isEmpty).isPresent()) {
                warn(
                        switch (directory.whiteout().kind()) {
                            case NAME -> Warning.Kind.WHITEOUT_WITHOUT_DIRECTORY;
                            case CONTENT -> Warning.Kind.OPAQUE_WITHOUT_DIRECTORY;
                        },
                        directory.whiteout());
            }
        }
    }

    private boolean isEmpty(Entry entry) {
        return entry.layer() == 0
                && entry.inode() instanceof Directory directory
                && directory.entries().isEmpty();
    }

    private void make(Whiteout whiteout, Place place) throws InvalidImageException {
        if (place.way() == Way.NOWHERE) {
            warn(Warning.Kind.WHITEOUT_OF_NOTHING, whiteout);
            return;
        }
        boolean missing = merged.tree().lookUpDirectory(place.directory()).isEmpty();
        if (missing && removals.namesOrHides(place.directory())) {
            return;
        }
        if (place.way() == Way.THROUGH_LINK && (missing || symlinkParents == SymlinkParents.FOLLOW)) {
            warn(Warning.Kind.WHITEOUT_THROUGH_LINK, whiteout);
        } else if (place.way() == Way.BELOW_FILE && missing) {
            warn(Warning.Kind.WHITEOUT_BELOW_FILE, whiteout);
        } else if (missing) {
            made.add(new Made(place.directory(), whiteout));
        }
        if (missing) {
            makeDirectory(place.directory());
        }
    }

    private void makeDirectory(ImagePath directory) throws InvalidImageException {
        ParentPath.Notices notices = new ParentPath.Notices() {
            @Override
            public void warn(Warning.Kind kind) {}

            @Override
            public InvalidImageException refuse(String problem) {
                return new InvalidImageException(changeset.where() + ": whiteouts in \"" + directory + "\"", problem);
            }
        };
        new ParentPath(merged, SymlinkParents.OVERLAY, changeset.layer(), notices).makeDirectory(directory);
    }

    private void warn(Warning.Kind kind, Whiteout whiteout) {
        changeset.warnings().add(kind, changeset.layer(), whiteout.path().toString());
    }
}
